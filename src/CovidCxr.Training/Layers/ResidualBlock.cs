using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace CovidCxr.Training.Layers;

/// <summary>Two 3 x 3 convolutions around which the input goes by (He et al. 2016), the channels weighed before the sum.</summary>
internal sealed class ResidualBlock : Module<Tensor, Tensor>
{
    private readonly ConvNorm first, second;
    private readonly SqueezeExcite weighing;
    private readonly ConvNorm? shortcut;

    public ResidualBlock(string name, int channelsIn, int channels, int stride)
        : base(name)
    {
        first = new ConvNorm("first", channelsIn, channels, 3, stride);
        second = new ConvNorm("second", channels, channels, 3, 1);
        weighing = new SqueezeExcite("weighing", channels, channels / 8);
        shortcut = channelsIn == channels && stride == 1 ? null : new ConvNorm("shortcut", channelsIn, channels, 1, stride);
        RegisterComponents();
    }

    public ConvNorm First => first;

    public ConvNorm Second => second;

    public SqueezeExcite Weighing => weighing;

    /// <summary>Brings the input to the output's shape; null where it has it.</summary>
    public ConvNorm? Shortcut => shortcut;

    /// <summary>[b, channels in, h, w] to [b, channels, h / stride, w / stride].</summary>
    public override Tensor forward(Tensor x)
    {
        var changed = weighing.forward(second.forward(first.forward(x).relu_()));
        return changed.add_(shortcut is null ? x : shortcut.forward(x), Scalars.One).relu_();
    }
}
