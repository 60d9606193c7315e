using CovidCxr.Core.Metrics;

namespace CovidCxr.Core;

/// <summary>A trained network, as predicting sees it. Safe to call from several threads at once.</summary>
public interface IClassifier : IDisposable
{
    /// <summary>The model with its version, as it stands beside every prediction; another model has another name.</summary>
    string Model { get; }

    /// <summary>s, the side of the square input, pixels.</summary>
    int InputSize { get; }

    /// <summary>Thresholds for each finding, chosen on validation; empty where the model has none.</summary>
    IReadOnlyList<OperatingPoint> OperatingPoints { get; }

    /// <summary>Distance from the training images above which an image counts as unlike them; null where the model does not measure it.</summary>
    double? NoveltyLimit { get; }

    /// <summary>Scores images.</summary>
    /// <param name="pixels">[b, s, s], gray, row by row.</param>
    /// <param name="count">b.</param>
    /// <returns>[b], in the order of the images.</returns>
    IReadOnlyList<ModelOutput> Score(ReadOnlySpan<byte> pixels, int count);
}

/// <summary>What the graph says of one image.</summary>
/// <param name="Probabilities">[3], calibrated, in the order of the card's labels.</param>
/// <param name="Maps">[3, h, w], how much each place speaks for each class; empty where the graph has no maps.</param>
/// <param name="MapWidth">w; 0 without maps.</param>
/// <param name="MapHeight">h; 0 without maps.</param>
/// <param name="Novelty">Distance from the training images; null where the graph does not measure it.</param>
public sealed record ModelOutput(float[] Probabilities, float[] Maps, int MapWidth, int MapHeight, float? Novelty)
{
    /// <summary>[3], the network's scores before temperature and softmax.</summary>
    public float[] Scores { get; init; } = [];
}
