using CovidCxr.Core.Metrics;

namespace CovidCxr.Core;

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
