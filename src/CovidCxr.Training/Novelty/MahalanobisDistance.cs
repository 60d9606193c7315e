using CovidCxr.Core.ModelCards;
using CovidCxr.Training.Onnx;

namespace CovidCxr.Training.Novelty;

/// <summary>How far an image lies from the training images, by the network's own features: their Mahalanobis distance.</summary>
internal sealed class MahalanobisDistance
{
    private readonly float[] mean;
    private readonly float[] whitening; // [c, c], row by row; features less the mean, times this, are as long as they are far

    private MahalanobisDistance(float[] mean, float[] whitening) => (this.mean, this.whitening) = (mean, whitening);

    /// <summary>Fits the measure.</summary>
    /// <param name="features">[n][c], of training images, n at least 1.</param>
    public static MahalanobisDistance Fit(IReadOnlyList<float[]> features)
    {
        var mean = new double[features[0].Length];
        foreach (var row in features)
            for (var i = 0; i < mean.Length; i++)
                mean[i] += (double)row[i] / features.Count;
        var centered = features.Select(row => row.Select((value, i) => value - mean[i]).ToArray()).ToList();
        var inverse = LedoitWolf.Whitening(LedoitWolf.Fit(centered));
        return new([.. mean.Select(value => (float)value)], [.. inverse.Cast<double>().Select(value => (float)value)]);
    }

    /// <summary>The distance of one image's features, [c].</summary>
    public float Distance(ReadOnlySpan<float> features)
    {
        var sum = 0.0;
        for (var j = 0; j < mean.Length; j++)
        {
            var along = 0.0;
            for (var i = 0; i < mean.Length; i++)
                along += (features[i] - mean[i]) * whitening[(i * mean.Length) + j];
            sum += along * along;
        }
        return (float)Math.Sqrt(sum);
    }

    /// <summary>Adds the measure's nodes.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="features">The value [b, c].</param>
    /// <returns>The name <c>novelty</c> of the distances, [b].</returns>
    public string Write(GraphWriter graph, string features)
    {
        var apart = graph.Node("Sub", "novelty/apart", [features, graph.Weights("novelty/mean", mean, mean.Length)]);
        var white = graph.Node("MatMul", "novelty/white", [apart, graph.Weights("novelty/whitening", whitening, mean.Length, mean.Length)]);
        return graph.Node("ReduceL2", GraphNames.Novelty, [white], GraphAttribute.Ints("axes", 1), GraphAttribute.Int("keepdims", 0));
    }
}
