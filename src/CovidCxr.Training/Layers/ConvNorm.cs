using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace CovidCxr.Training.Layers;

/// <summary>A convolution with 'same' padding and without bias, batch-normalized (Ioffe and Szegedy 2015).</summary>
internal sealed class ConvNorm : Module<Tensor, Tensor>
{
    private readonly Conv2d convolution;
    private readonly BatchNormalization norm;

    public ConvNorm(string name, int channelsIn, int channels, int kernel, int stride)
        : base(name)
    {
        convolution = Conv2d(channelsIn, channels, kernel, stride, kernel / 2, bias: false);
        norm = new BatchNormalization("norm", channels);
        RegisterComponents();
    }

    /// <summary>[channels, channels in, k, k].</summary>
    public Conv2d Convolution => convolution;

    /// <summary>One scale and shift for each channel.</summary>
    public BatchNormalization Norm => norm;

    /// <summary>[b, channels in, h, w] to [b, channels, h / stride, w / stride].</summary>
    public override Tensor forward(Tensor x) => norm.forward(convolution.forward(x));
}
