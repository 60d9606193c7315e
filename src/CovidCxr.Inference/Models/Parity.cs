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
