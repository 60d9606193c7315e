using CovidCxr.Training.Onnx;
using static TorchSharp.torch;

namespace CovidCxr.Training.Layers;

/// <summary>
/// An inverted residual block (Sandler et al. 2018, figure 3): a 1 x 1 convolution to more channels, a depthwise convolution, and a linear
/// 1 x 1 convolution to few, with a shortcut between the few.
/// </summary>
internal sealed class InvertedResidual : Layer
{
    private readonly Layer path;
    private readonly StochasticDepth? depth; // null without a shortcut

    /// <param name="channelsIn">Channels of the input.</param>
    /// <param name="channels">Channels of the output.</param>
    /// <param name="expansion">How many times as many channels are inside; with 1 the first convolution is left out.</param>
    /// <param name="kernel">Side of the depthwise kernel.</param>
    /// <param name="stride">1, or 2 to halve the side.</param>
    /// <param name="activation">Of the channels inside.</param>
    /// <param name="squeezed">Channels inside the channel attention; 0 for none.</param>
    /// <param name="dropped">The part of the images for which training leaves the path out.</param>
    public InvertedResidual(
        int channelsIn,
        int channels,
        int expansion,
        int kernel,
        int stride,
        ActivationKind activation,
        int squeezed = 0,
        double dropped = 0)
        : base(nameof(InvertedResidual))
    {
        var inside = channelsIn * expansion;
        var layers = new List<Layer>();
        if (expansion != 1)
            layers.Add(new ConvNorm("expand", channelsIn, inside, 1, 1, activation));
        layers.Add(new ConvNorm("depthwise", inside, inside, kernel, stride, activation, groups: inside));
        if (squeezed > 0)
            layers.Add(new SqueezeExcite("attention", inside, squeezed, activation));
        layers.Add(new ConvNorm("project", inside, channels, 1, 1));
        path = new Chain(layers);
        depth = stride == 1 && channelsIn == channels ? new StochasticDepth(dropped) : null;
        RegisterComponents();
    }

    /// <summary>[b, channels in, h, w] to [b, channels, h / stride, w / stride].</summary>
    public override Tensor forward(Tensor x) =>
        depth is null ? path.forward(x) : x.add(depth.forward(path.forward(x)), Scalars.One);

    /// <inheritdoc/>
    public override string Export(GraphWriter graph, string name, string x)
    {
        var projected = path.Export(graph, $"{name}/path", x);
        return depth is null ? projected : graph.Node("Add", name, [x, projected]);
    }
}
