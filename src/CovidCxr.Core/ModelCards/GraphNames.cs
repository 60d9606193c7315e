namespace CovidCxr.Core.ModelCards;

/// <summary>The names of a model file's input and outputs.</summary>
public static class GraphNames
{
    /// <summary>The input, uint8 [n, 1, s, s].</summary>
    public const string Pixels = "pixels";

    /// <summary>Calibrated probabilities, float [n, 3].</summary>
    public const string Probabilities = "probabilities";

    /// <summary>Scores before calibration and softmax, float [n, 3].</summary>
    public const string Scores = "scores";

    /// <summary>Class-activation maps, float [n, 3, h, w]; optional.</summary>
    public const string Maps = "maps";

    /// <summary>The distance from the training images, float [n]; optional.</summary>
    public const string Novelty = "novelty";
}
