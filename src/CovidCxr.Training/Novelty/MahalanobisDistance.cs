using CovidCxr.Core.ModelCards;
using CovidCxr.Training.Onnx;

namespace CovidCxr.Training.Novelty;

/// <summary>The Mahalanobis distance of an image's features from those of the training images: how unlike them the image is.</summary>
internal sealed class MahalanobisDistance
{
    private readonly float[] mean; // [c]
    private readonly float[] whitening; // [c, c], row by row: the length of (features - mean) times this is the distance

    private MahalanobisDistance(float[] mean, float[] whitening) => (this.mean, this.whitening) = (mean, whitening);

    /// <summary>Fits mean and covariance.</summary>
    /// <param name="features">[n][c], of training images, n at least 1.</param>
    public static MahalanobisDistance Fit(IReadOnlyList<float[]> features)
    {
        var mean = new double[features[0].Length];
        foreach (var row in features)
            for (var i = 0; i < mean.Length; i++)
                mean[i] += (double)row[i] / features.Count;
        var centered = features.Select(row => row.Select((value, i) => value - mean[i]).ToArray()).ToList();
        var whitening = LedoitWolf.Whitening(LedoitWolf.Fit(centered));
        return new([.. mean.Select(value => (float)value)], [.. whitening.Cast<double>().Select(value => (float)value)]);
    }

    /// <summary>Computes the distance of one image.</summary>
    /// <param name="features">[c].</param>
    public float Of(ReadOnlySpan<float> features)
    {
        var sum = 0.0;
        for (var j = 0; j < mean.Length; j++)
        {
            var component = 0.0;
            for (var i = 0; i < mean.Length; i++)
                component += (features[i] - mean[i]) * whitening[(i * mean.Length) + j];
            sum += component * component;
        }
        return (float)Math.Sqrt(sum);
    }

    /// <summary>Adds the distance to a graph.</summary>
    /// <param name="graph">The graph to add to.</param>
    /// <param name="features">The features' name, [b, c].</param>
    /// <returns>The output's name, <see cref="GraphNames.Novelty"/>, [b].</returns>
    public string Export(GraphWriter graph, string features)
    {
        var centered = graph.Node("Sub", "novelty/apart", [features, graph.Weights("novelty/mean", mean, mean.Length)]);
        var weights = graph.Weights("novelty/whitening", whitening, mean.Length, mean.Length);
        var white = graph.Node("MatMul", "novelty/white", [centered, weights]);
        return graph.Node("ReduceL2", GraphNames.Novelty, [white], GraphAttribute.Ints("axes", 1), GraphAttribute.Int("keepdims", 0));
    }
}
