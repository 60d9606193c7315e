using CovidCxr.Core.Metrics;

namespace CovidCxr.Core.ModelCards;

/// <summary>Names of a model file's input and outputs.</summary>
public static class GraphNames
{
    /// <summary>The input, uint8 [n, 1, s, s].</summary>
    public const string Pixels = "pixels";

    /// <summary>Calibrated, float [n, 3].</summary>
    public const string Probabilities = "probabilities";

    /// <summary>Before temperature and softmax, float [n, 3].</summary>
    public const string Scores = "scores";

    /// <summary>How much each place speaks for each class, float [n, 3, h, w]; not every graph has them.</summary>
    public const string Maps = "maps";

    /// <summary>Distance from the training images, float [n]; not every graph measures it.</summary>
    public const string Novelty = "novelty";
}
