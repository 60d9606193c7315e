using CovidCxr.Training.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace CovidCxr.Training.Layers;

/// <summary>
/// Subtracts the mean of every image and divides by its standard deviation: exposure and window differ between X-rays and say nothing
/// about the lungs.
/// </summary>
internal static class PerImageStandardization
{
    /// <summary>Added to the standard deviation, so that an image of one gray becomes zero instead of amplified noise.</summary>
    public const float Floor = 1e-3f;

    private static readonly Scalar FloorScalar = Floor.ToScalar(); // lives as long as the process, see Scalars

    /// <summary>The layer as a model card describes it.</summary>
    public static string Description => FormattableString.Invariant($"minus the mean, divided by the standard deviation + {Floor}");

    /// <summary>
    /// [b, c, s, s], gray in every channel, to [b, 1, s, s], channels-last in memory. Computed in float32; the result has the input's
    /// element type.
    /// </summary>
    public static Tensor Apply(Tensor x)
    {
        var gray = x.narrow(1, 0, 1).to_type(ScalarType.Float32);
        var centered = gray - gray.mean([2, 3], keepdim: true);
        // A float32 mean is wrong in its last digits, and the division amplifies that error in images of low contrast. A second
        // subtraction removes it, so that libraries that sum in different orders agree.
        centered.sub_(centered.mean([2, 3], keepdim: true));
        var deviation = (centered * centered).mean([2, 3], keepdim: true).sqrt_();
        var standard = centered.div_(deviation.add_(FloorScalar, Scalars.One)).to_type(x.dtype);
        return standard.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2); // channels-last, see Batch.ToTensor
    }

    /// <summary>Adds the layer to a graph and returns its output's name.</summary>
    /// <param name="graph">The graph to add to.</param>
    /// <param name="prefix">The start of the nodes' names; may be empty.</param>
    /// <param name="x">The input's name, [b, 1, h, w].</param>
    public static string Export(GraphWriter graph, string prefix, string x)
    {
        string Mean(string name, string of) =>
            graph.Node("ReduceMean", prefix + name, [of], GraphAttribute.Ints("axes", 1, 2, 3), GraphAttribute.Int("keepdims", 1));
        var nearly = graph.Node("Sub", $"{prefix}centred/nearly", [x, Mean("mean", x)]);
        var centered = graph.Node("Sub", $"{prefix}centred", [nearly, Mean("mean/rest", nearly)]);
        var variance = Mean("variance", graph.Node("Mul", $"{prefix}squares", [centered, centered]));
        var deviation = graph.Node("Add", $"{prefix}spread", [
            graph.Node("Sqrt", $"{prefix}deviation", [variance]), graph.Constant($"{prefix}spread/floor", Floor),
        ]);
        return graph.Node("Div", $"{prefix}standardised", [centered, deviation]);
    }
}
