using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace CovidCxr.Training.Layers;

/// <summary>3 x 3 convolutions with 'same' padding, an ELU after each.</summary>
internal sealed class ConvBlock : Module<Tensor, Tensor>
{
    private readonly ModuleList<Conv2d> convolutions = new();

    public ConvBlock(string name, int channelsIn, int channels, int convolutions)
        : base(name)
    {
        for (var i = 0; i < convolutions; i++)
            this.convolutions.Add(Conv2d(i == 0 ? channelsIn : channels, channels, 3, padding: 1));
        RegisterComponents();
    }

    /// <summary>The convolutions, first to last.</summary>
    public IReadOnlyList<Conv2d> Convolutions => [.. convolutions];

    /// <summary>[b, channels in, h, w] to [b, channels, h, w].</summary>
    public override Tensor forward(Tensor x)
    {
        foreach (var convolution in convolutions)
            x = Elu.Apply(convolution.forward(x));
        return x;
    }
}
