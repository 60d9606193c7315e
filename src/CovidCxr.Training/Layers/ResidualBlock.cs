using CovidCxr.Training.Onnx;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace CovidCxr.Training.Layers;

/// <summary>Two 3 x 3 convolutions beside a shortcut (He et al. 2016), with or without channel attention.</summary>
internal sealed class ResidualBlock : Module<Tensor, Tensor>
{
    private readonly ConvNorm first, second;

    [ComponentName(Name = "weighing")] // in weight files
    private readonly SqueezeExcite? attention;

    private readonly ConvNorm? shortcut; // null if the input has the output's shape already

    public ResidualBlock(string name, int channelsIn, int channels, int stride, bool hasAttention)
        : base(name)
    {
        first = new ConvNorm("first", channelsIn, channels, 3, stride);
        second = new ConvNorm("second", channels, channels, 3, 1);
        attention = hasAttention ? new SqueezeExcite("weighing", channels, channels / 8) : null;
        shortcut = channelsIn == channels && stride == 1 ? null : new ConvNorm("shortcut", channelsIn, channels, 1, stride);
        RegisterComponents();
    }

    /// <summary>The number of channels of the output.</summary>
    public int Channels => second.Channels;

    /// <summary>The convolutions beside the shortcut, in order.</summary>
    public IEnumerable<ConvNorm> Convolutions => [first, second];

    /// <summary>The convolution of the shortcut; null if the shortcut changes nothing.</summary>
    public ConvNorm? Shortcut => shortcut;

    /// <summary>[b, channels in, h, w] to [b, channels, h / stride, w / stride].</summary>
    public override Tensor forward(Tensor x)
    {
        var residual = second.forward(first.forward(x).relu_());
        residual = attention is null ? residual : attention.forward(residual);
        return residual.add_(shortcut is null ? x : shortcut.forward(x), Scalars.One).relu_();
    }

    /// <summary>Adds the layer to a graph and returns its output's name.</summary>
    public string Export(GraphWriter graph, string name, string x)
    {
        var residual = graph.Node("Relu", $"{name}/first/relu", [first.Export(graph, $"{name}/first", x)]);
        residual = second.Export(graph, $"{name}/second", residual);
        residual = attention is null ? residual : attention.Export(graph, $"{name}/weighing", residual);
        var identity = shortcut is null ? x : shortcut.Export(graph, $"{name}/shortcut", x);
        return graph.Node("Relu", name, [graph.Node("Add", $"{name}/sum", [residual, identity])]);
    }
}
