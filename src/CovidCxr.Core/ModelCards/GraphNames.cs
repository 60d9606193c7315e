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

    /// <summary>
    /// How much each cell is lung, float [n, 1, h, w], in models that decide there; not an output. The nodes that find the lungs have this
    /// name, a slash and their own.
    /// </summary>
    public const string Lungs = "lungs";

    /// <summary>The log-odds of <see cref="Lungs"/>, float [n, 1, h, w]; not an output.</summary>
    public const string LungLogOdds = Lungs + "/log-odds";

    /// <summary>The distance from the training images, float [n]; optional.</summary>
    public const string Novelty = "novelty";
}
