using CovidCxr.Training.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace CovidCxr.Training.Layers;

/// <summary>A convolution, with or without an activation.</summary>
internal sealed class Convolution : Layer
{
    private readonly Conv2d convolution;
    private readonly ActivationKind activation;

    /// <param name="channelsIn">Channels of the input.</param>
    /// <param name="channels">Channels of the output.</param>
    /// <param name="kernel">Side of the kernel, odd; pixels beside the image count as 0, so that the output keeps the side.</param>
    /// <param name="stride">1, or 2 to halve the side.</param>
    /// <param name="bias">Whether every channel has one.</param>
    /// <param name="activation">Of the output.</param>
    public Convolution(
        int channelsIn, int channels, int kernel, int stride = 1, bool bias = true, ActivationKind activation = ActivationKind.None)
        : base(nameof(Convolution))
    {
        convolution = Conv2d(channelsIn, channels, kernel, stride, kernel / 2, bias: bias);
        this.activation = activation;
        RegisterComponents();
    }

    /// <summary>[b, channels in, h, w] to [b, channels, h / stride, w / stride].</summary>
    public override Tensor forward(Tensor x) => Activation.Apply(convolution.forward(x), activation);

    /// <inheritdoc/>
    public override string Export(GraphWriter graph, string name, string x) =>
        Activation.Export(graph, $"{name}/activation", convolution.Export(graph, name, x), activation);
}
