namespace CovidCxr.Inference.Models;

/// <summary>The result of a model file's golden self-test.</summary>
/// <param name="Difference">Largest difference of a probability from the expected one; NaN if the graph gave no number.</param>
/// <param name="Tolerance">The largest difference that still passes.</param>
public sealed record SelfTestResult(double Difference, double Tolerance)
{
    /// <summary>Whether the model gives its drawn image the expected probabilities.</summary>
    public bool Passed => Difference <= Tolerance; // false for NaN

    /// <summary>Runs the self-test of a model file.</summary>
    /// <param name="model">The opened model file.</param>
    public static SelfTestResult Run(OnnxClassifier model)
    {
        var test = model.Card.SelfTest;
        var probabilities = model.Classify(test.Pixels, 1)[0].Probabilities;
        return new(AbsoluteDifference.Largest(probabilities, test.Probabilities), test.Tolerance);
    }
}
