using CovidCxr.Training.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace CovidCxr.Training.Layers;

/// <summary>
/// A 3 x 3 convolution of every channel by itself, a 1 x 1 convolution across the channels and a batch normalization (Chollet 2017).
/// </summary>
internal sealed class SeparableConvolution : Layer
{
    private readonly Conv2d depthwise;
    private readonly ConvNorm pointwise;

    /// <param name="channelsIn">Channels of the input.</param>
    /// <param name="channels">Channels of the output.</param>
    /// <param name="activation">Of the output.</param>
    public SeparableConvolution(int channelsIn, int channels, ActivationKind activation = ActivationKind.None)
        : base(nameof(SeparableConvolution))
    {
        depthwise = Conv2d(channelsIn, channelsIn, 3, padding: 1, groups: channelsIn, bias: false);
        pointwise = new ConvNorm("pointwise", channelsIn, channels, 1, 1, activation);
        RegisterComponents();
    }

    /// <summary>[b, channels in, h, w] to [b, channels, h, w].</summary>
    public override Tensor forward(Tensor x) => pointwise.forward(depthwise.forward(x));

    /// <inheritdoc/>
    public override string Export(GraphWriter graph, string name, string x) =>
        pointwise.Export(graph, name, depthwise.Export(graph, $"{name}/depthwise", x));
}
