using System.Globalization;
using CovidCxr.Core.ModelCards;

namespace CovidCxr.Inference.Models;

/// <summary>The result of a model file's golden self-test, over all outputs that its card knows.</summary>
/// <param name="Output">The output with the largest difference.</param>
/// <param name="Difference">
/// The largest difference of an output from the expected one, relative to the largest expected value of that output if it is above 1; NaN
/// if the graph gave no number.
/// </param>
/// <param name="Tolerance">The largest difference that still passes.</param>
public sealed record SelfTestResult(string Output, double Difference, double Tolerance)
{
    /// <summary>Whether the model gives its drawn image the expected outputs.</summary>
    public bool Passed => Difference <= Tolerance; // false for NaN

    /// <summary>Why it did not pass, part of one line.</summary>
    public string Failure => string.Create(
        CultureInfo.InvariantCulture, $"self-test failed: {Output} differ by {Difference:0.0E+0} (allowed {Tolerance:0.0E+0})");

    /// <summary>Runs the self-test of a model file.</summary>
    /// <param name="model">The opened model file.</param>
    public static SelfTestResult Run(OnnxClassifier model)
    {
        var test = model.Card.SelfTest;
        var output = model.Classify(test.Pixels, 1)[0];
        var result = Compare(GraphNames.Probabilities, output.Probabilities, test.Probabilities, test.Tolerance);
        if (test.Scores.Count > 0)
            result = Worse(result, Compare(GraphNames.Scores, output.Scores, test.Scores, test.Tolerance));
        if (test.Maps.Count > 0)
            result = Worse(result, Compare(GraphNames.Maps, output.Maps, test.Maps, test.Tolerance));
        // A card before 0.3.0 does not know the novelty of its image; a broken guard still shows by a distance that is none.
        float[] novelty = output.Novelty is { } distance ? [distance] : [];
        double[] expected = test.Novelty is { } known ? [known] : [.. novelty.Select(value => (double)value)];
        return Worse(result, Compare(GraphNames.Novelty, novelty, expected, test.Tolerance));
    }

    /// <summary>Makes the self-test anew: the drawn image of the card, and what the model answers now.</summary>
    /// <param name="model">The opened model file.</param>
    public static SelfTest Record(OnnxClassifier model)
    {
        var test = model.Card.SelfTest;
        var output = model.Classify(test.Pixels, 1)[0];
        return test with
        {
            Probabilities = ToDouble(output.Probabilities),
            Scores = ToDouble(output.Scores),
            Maps = ToDouble(output.Maps),
            Novelty = output.Novelty,
        };
    }

    private static double[] ToDouble(float[] values) => [.. values.Select(value => (double)value)];

    private static SelfTestResult Compare(string output, float[] values, IReadOnlyList<double> expected, double tolerance)
    {
        var scale = expected.Aggregate(1.0, (largest, value) => Math.Max(largest, Math.Abs(value)));
        return new(output, AbsoluteDifference.Largest(values, expected) / scale, tolerance);
    }

    private static SelfTestResult Worse(SelfTestResult one, SelfTestResult other) =>
        double.IsNaN(one.Difference) || one.Difference >= other.Difference ? one : other;
}
