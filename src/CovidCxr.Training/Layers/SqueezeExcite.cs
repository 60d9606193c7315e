using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace CovidCxr.Training.Layers;

/// <summary>Weighs the channels by what the whole plane holds (Hu et al. 2018).</summary>
internal sealed class SqueezeExcite : Module<Tensor, Tensor>
{
    private readonly Conv2d squeeze;
    private readonly Conv2d excite;

    public SqueezeExcite(string name, int channels, int squeezed)
        : base(name)
    {
        squeeze = Conv2d(channels, squeezed, 1);
        excite = Conv2d(squeezed, channels, 1);
        RegisterComponents();
    }

    /// <summary>[squeezed, channels, 1, 1].</summary>
    public Conv2d Squeeze => squeeze;

    /// <summary>[channels, squeezed, 1, 1].</summary>
    public Conv2d Excite => excite;

    /// <summary>[b, c, h, w] to [b, c, h, w].</summary>
    public override Tensor forward(Tensor x)
    {
        var mean = x.mean([2, 3], keepdim: true); //                                 [b, c, 1, 1]
        var weights = excite.forward(squeeze.forward(mean).relu_()).sigmoid_(); //   [b, c, 1, 1]
        return x * weights;
    }
}
