using CovidCxr.Core.ModelCards;

namespace CovidCxr.Inference.Models;

/// <summary>How a model file did in its own golden self-test.</summary>
/// <param name="Difference">Largest difference of a probability from the expected one; NaN where the graph gave none.</param>
/// <param name="Tolerance">Largest that still passes.</param>
public sealed record SelfTestResult(double Difference, double Tolerance)
{
    /// <summary>Whether the file says of its drawn image what it should.</summary>
    public bool Passed => Difference <= Tolerance; // not so for NaN

    /// <summary>Runs the self-test of a model file.</summary>
    public static SelfTestResult Of(ModelFile model)
    {
        var test = model.Card.SelfTest;
        var said = model.Score(test.Pixels, 1)[0].Probabilities;
        return new(Models.Difference.Largest(said, test.Probabilities), test.Tolerance);
    }
}
