using CovidCxr.Training.Onnx;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace CovidCxr.Training.Layers;

/// <summary>Two 3 x 3 convolutions beside a shortcut (He et al. 2016), with or without channel attention.</summary>
internal sealed class ResidualBlock : Layer
{
    private readonly ConvNorm first, second;

    [ComponentName(Name = "weighing")] // in weight files
    private readonly SqueezeExcite? attention;

    private readonly ConvNorm? shortcut; // null if the input has the output's shape already

    /// <param name="name">The name of the module.</param>
    /// <param name="channelsIn">Channels of the input.</param>
    /// <param name="channels">Channels of the output.</param>
    /// <param name="stride">1, or 2 to halve the side.</param>
    /// <param name="hasAttention">Whether the channels are weighed.</param>
    /// <param name="inner">Channels between the convolutions; null for as many as of the output.</param>
    public ResidualBlock(string name, int channelsIn, int channels, int stride, bool hasAttention, int? inner = null)
        : base(name)
    {
        first = new ConvNorm("first", channelsIn, inner ?? channels, 3, stride);
        second = new ConvNorm("second", inner ?? channels, channels, 3, 1);
        attention = hasAttention ? new SqueezeExcite("weighing", channels, channels / 8) : null;
        shortcut = channelsIn == channels && stride == 1 ? null : new ConvNorm("shortcut", channelsIn, channels, 1, stride);
        RegisterComponents();
    }

    /// <summary>The number of channels of the output.</summary>
    public int Channels => second.Channels;

    /// <summary>Whether the shortcut has a convolution.</summary>
    public bool HasShortcut => shortcut is not null;

    /// <summary>
    /// Replaces the weights. With fewer inner channels than the given ones, those stay of which the second convolution makes most: by the
    /// scale of their normalization (Liu et al. 2017) times the sizes of its kernels.
    /// </summary>
    /// <param name="one">Of the first convolution.</param>
    /// <param name="two">Of the second convolution.</param>
    /// <param name="three">Of the shortcut; null if it has no convolution.</param>
    /// <exception cref="ArgumentException">The weights are of other shapes.</exception>
    public void Load(NormalizedConvolution one, NormalizedConvolution two, NormalizedConvolution? three)
    {
        if (one.Channels < first.Channels || one.Channels != two.Inputs)
            throw new ArgumentException($"{one.Channels} inner channels are fewer than {first.Channels}", nameof(one));
        int[] kept =
        [
            .. Enumerable.Range(0, one.Channels)
                .OrderByDescending(channel => Math.Abs(one.Scale[channel]) * two.SizeOfInput(channel))
                .Take(first.Channels)
                .Order(),
        ];
        first.Load(one.WithOutputs(kept));
        second.Load(two.WithInputs(kept));
        if (three is not null)
            shortcut!.Load(three);
    }

    /// <summary>[b, channels in, h, w] to [b, channels, h / stride, w / stride].</summary>
    public override Tensor forward(Tensor x)
    {
        var residual = second.forward(first.forward(x).relu_());
        residual = attention is null ? residual : attention.forward(residual);
        return residual.add_(shortcut is null ? x : shortcut.forward(x), Scalars.One).relu_();
    }

    /// <summary>Adds the layer to a graph and returns its output's name.</summary>
    public override string Export(GraphWriter graph, string name, string x)
    {
        var residual = graph.Node("Relu", $"{name}/first/relu", [first.Export(graph, $"{name}/first", x)]);
        residual = second.Export(graph, $"{name}/second", residual);
        residual = attention is null ? residual : attention.Export(graph, $"{name}/weighing", residual);
        var identity = shortcut is null ? x : shortcut.Export(graph, $"{name}/shortcut", x);
        return graph.Node("Relu", name, [graph.Node("Add", $"{name}/sum", [residual, identity])]);
    }
}
