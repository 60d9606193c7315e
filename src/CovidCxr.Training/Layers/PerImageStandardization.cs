using TorchSharp;
using static TorchSharp.torch;

namespace CovidCxr.Training.Layers;

/// <summary>
/// Takes from every image its mean and divides by its standard deviation: exposure and window differ from one X-ray to the next and
/// say nothing of the lungs.
/// </summary>
internal static class PerImageStandardization
{
    /// <summary>Added to the standard deviation; an image of one gray becomes zero, not noise blown up.</summary>
    public const float Floor = 1e-3f;

    private static readonly Scalar FloorScalar = Floor.ToScalar(); // kept, see Scalars

    /// <summary>[b, c, s, s], gray in every channel, to [b, 1, s, s]; reckoned in float32, given back in the type it came in.</summary>
    public static Tensor Apply(Tensor x)
    {
        var gray = x.narrow(1, 0, 1).to_type(ScalarType.Float32);
        var centered = gray - gray.mean([2, 3], keepdim: true);
        // A mean in float32 is off in its last digits, and the floor would blow that up where an image has little contrast. What
        // is left of it goes with a second one, and two libraries that add in other orders come to the same.
        centered.sub_(centered.mean([2, 3], keepdim: true));
        var deviation = (centered * centered).mean([2, 3], keepdim: true).sqrt_();
        var standard = centered.div_(deviation.add_(FloorScalar, Scalars.One)).to_type(x.dtype);
        return standard.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2); // channels-last in memory, see Precision.Input
    }
}
