using CovidCxr.Core.Metrics;
using CovidCxr.Core.ModelCards;

namespace CovidCxr.Inference.Models;

/// <summary>How far a model file's outputs are from those of the library that trained it, on the same images.</summary>
/// <param name="Images">The number of images.</param>
/// <param name="Probabilities">Largest absolute difference of a probability.</param>
/// <param name="Scores">Largest absolute difference of a score.</param>
/// <param name="Maps">Largest absolute difference of a map's place, as a part of the largest value where that is above 1; 0 without maps.</param>
public sealed record Parity(int Images, double Probabilities, double Scores, double Maps)
{
    /// <summary>Largest difference at which outputs count as equal.</summary>
    public const double Tolerance = 1e-4;

    /// <summary>Whether all outputs count as equal.</summary>
    public bool Holds => Probabilities <= Tolerance && Scores <= Tolerance && Maps <= Tolerance;

    /// <summary>Scores the reference's images and compares.</summary>
    /// <param name="model">A model file.</param>
    /// <param name="reference">What the training library says.</param>
    public static Parity Of(ModelFile model, ReferenceOutputs reference)
    {
        var said = model.Score(reference.Pixels, reference.Count);
        return new(
            reference.Count,
            Largest(said.SelectMany(output => output.Probabilities), reference.Probabilities),
            Largest(said.SelectMany(output => output.Scores), reference.Scores),
            // One place's score can be a multiple of the image's, and so can its last digit.
            Largest(said.SelectMany(output => output.Maps), reference.Maps) / reference.Maps.Aggregate(1.0, (largest, value) => Math.Max(largest, Math.Abs(value))));
    }

    private static double Largest(IEnumerable<float> values, float[] expected) => Difference.Largest(values, expected.Select(value => (double)value));
}

/// <summary>How far two lists of numbers are apart.</summary>
internal static class Difference
{
    /// <summary>The largest absolute difference; NaN where one holds a NaN or they differ in length, so that no comparison passes by accident.</summary>
    public static double Largest(IEnumerable<float> values, IEnumerable<double> expected)
    {
        using var other = expected.GetEnumerator();
        var largest = 0.0;
        foreach (var value in values)
            largest = Math.Max(largest, other.MoveNext() ? Math.Abs(value - other.Current) : double.NaN); // Math.Max hands a NaN on, LINQ's Max does not
        return other.MoveNext() ? double.NaN : largest;
    }
}

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
