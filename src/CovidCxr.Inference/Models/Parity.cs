using CovidCxr.Core.ModelCards;

namespace CovidCxr.Inference.Models;

/// <summary>How far a model file's outputs are from those of the library that trained it, on the same images.</summary>
/// <param name="Images">The number of images.</param>
/// <param name="Probabilities">Largest absolute difference of a probability.</param>
/// <param name="Scores">Largest absolute difference of a score.</param>
/// <param name="Maps">
/// Largest absolute difference of a map's cell, relative to the largest value of all maps if that is above 1; 0 without maps.
/// </param>
public sealed record Parity(int Images, double Probabilities, double Scores, double Maps)
{
    /// <summary>The largest difference at which outputs count as equal.</summary>
    public const double Tolerance = 1e-4;

    /// <summary>Whether all outputs count as equal.</summary>
    public bool Holds => Probabilities <= Tolerance && Scores <= Tolerance && Maps <= Tolerance;

    /// <summary>Classifies the reference's images and compares the outputs.</summary>
    /// <param name="model">The opened model file.</param>
    /// <param name="reference">Images and the training library's outputs for them.</param>
    public static Parity Measure(OnnxClassifier model, ReferenceOutputs reference)
    {
        var outputs = model.Classify(reference.Pixels, reference.Count);
        // The score of one cell can be many times that of the image, and so can its last digit.
        var scale = reference.Maps.Aggregate(1.0, (largest, value) => Math.Max(largest, Math.Abs(value)));
        return new(
            reference.Count,
            AbsoluteDifference.Largest(outputs.SelectMany(output => output.Probabilities), ToDouble(reference.Probabilities)),
            AbsoluteDifference.Largest(outputs.SelectMany(output => output.Scores), ToDouble(reference.Scores)),
            AbsoluteDifference.Largest(outputs.SelectMany(output => output.Maps), ToDouble(reference.Maps)) / scale);
    }

    private static IEnumerable<double> ToDouble(float[] values) => values.Select(value => (double)value);
}

/// <summary>Compares lists of numbers.</summary>
internal static class AbsoluteDifference
{
    /// <summary>
    /// The largest absolute difference; NaN if either list holds a NaN or the lengths differ, so that no check passes by accident.
    /// </summary>
    public static double Largest(IEnumerable<float> values, IEnumerable<double> expected)
    {
        using var other = expected.GetEnumerator();
        var largest = 0.0;
        foreach (var value in values) // Math.Max passes a NaN on, LINQ's Max does not
            largest = Math.Max(largest, other.MoveNext() ? Math.Abs(value - other.Current) : double.NaN);
        return other.MoveNext() ? double.NaN : largest;
    }
}
