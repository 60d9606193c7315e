using CovidCxr.Training.Layers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace CovidCxr.Training.Networks;

/// <summary>
/// Tells where the lungs are. A plane of 16 x 16 places is fine enough to weigh a classifier's places by; the widening steps of its last layers let every
/// place see nearly the whole image (Yu and Koltun 2016).
/// </summary>
internal sealed class LungSegmenter : Module<Tensor, Tensor>
{
    /// <summary>Side of its input, pixels.</summary>
    public const int InputSize = 64;

    /// <summary>Side of the plane that comes out, places.</summary>
    public const int Places = 16;

    // b images
    private static readonly int[] Widening = [1, 2, 4, 2];

    private readonly Conv2d first, second, head;
    private readonly ModuleList<Conv2d> context;

    /// <summary>A finder with fresh weights.</summary>
    public LungSegmenter(string name = nameof(LungSegmenter))
        : base(name)
    {
        first = Conv2d(1, 16, 3, stride: 2, padding: 1);
        second = Conv2d(16, 32, 3, stride: 2, padding: 1);
        context = new ModuleList<Conv2d>();
        foreach (var step in Widening)
            context.Add(Conv2d(32, 32, 3, padding: step, dilation: step));
        head = Conv2d(32, 1, 1);
        RegisterComponents();
    }

    internal Conv2d First => first;

    internal Conv2d Second => second;

    internal ModuleList<Conv2d> Context => context;

    internal Conv2d Head => head;

    /// <summary>Keeps the weights as they are: no gradient reaches them.</summary>
    public LungSegmenter Frozen()
    {
        foreach (var (_, parameter) in named_parameters())
            parameter.requires_grad_(false);
        return this;
    }

    /// <summary>[b, 1, 64, 64], gray, standardized here, to the log-odds that a place is lung, [b, 1, 16, 16].</summary>
    public override Tensor forward(Tensor x)
    {
        x = first.forward(PerImageStandardization.Apply(x)).relu_(); // [b, 16, 32, 32]
        x = second.forward(x).relu_(); //                   [b, 32, 16, 16]
        foreach (var layer in context)
            x = layer.forward(x).relu_().add(x, Scalars.One);
        return head.forward(x);
    }
}
