using CovidCxr.Training.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace CovidCxr.Training.Networks;

/// <summary>
/// The compact network, deciding in the lungs: the scores of the last plane's places are weighed by how much of the place is lung, so
/// that nothing beside the chest decides by itself. The lung finder is trained before, on masks that people drew, and stays as it is.
/// </summary>
internal sealed class LungGatedNetwork : Module<Tensor, Tensor>
{
    /// <summary>Added to every place, so that an image without lungs is weighed evenly.</summary>
    public const float Floor = 0.01f;

    private static readonly Scalar FloorScalar = Floor.ToScalar(); // kept, see Scalars

    private readonly LungSegmenter finder;
    private readonly CompactNetwork network;

    /// <param name="finder">The finder, trained.</param>
    public LungGatedNetwork(LungSegmenter finder)
        : base(nameof(LungGatedNetwork))
    {
        this.finder = finder.Frozen();
        network = new CompactNetwork();
        RegisterComponents();
    }

    /// <summary>The sides of an image whose last plane is as fine as the lungs' or a whole number of times coarser, pixels.</summary>
    public static IReadOnlyList<int> InputSizes { get; } = [64, 128, 256];

    internal LungSegmenter Finder => finder;

    internal CompactNetwork Network => network;

    /// <summary>[b, c, s, s], 0 to 1, gray in every channel, to the three classes' scores before the softmax, [b, 3].</summary>
    /// <remarks>s is one of <see cref="InputSizes"/>.</remarks>
    public override Tensor forward(Tensor x) => Maps(network.LastPlane(x), x).mean([2, 3]);

    /// <summary>The last plane's scores in the lungs, [b, 3, s/16, s/16].</summary>
    /// <param name="plane">[b, 256, s/16, s/16].</param>
    /// <param name="x">The image.</param>
    internal Tensor Maps(Tensor plane, Tensor x) => network.Maps(plane) * Weights(x, (int)plane.shape[3]);

    /// <summary>How much each place of the last plane counts, [b, 1, n, n], 1 in the mean.</summary>
    private Tensor Weights(Tensor x, int places)
    {
        using var noGradient = torch.no_grad();
        var gray = x.narrow(1, 0, 1).to_type(ScalarType.Float32);
        var shrunk = functional.avg_pool2d(gray, (int)gray.shape[3] / LungSegmenter.InputSize); //     [b, 1, 64, 64]
        var lungs = finder.forward(shrunk).sigmoid(); //                                            [b, 1, 16, 16]
        var coarse = functional.avg_pool2d(lungs, LungSegmenter.Places / places).add(FloorScalar, Scalars.One); // [b, 1, n, n]
        return (coarse / coarse.mean([2L, 3L], keepdim: true)).to_type(x.dtype);
    }
}
