using CovidCxr.Core;

namespace CovidCxr.Inference.Models;

/// <summary>How far two models of the same network agree on images.</summary>
/// <param name="Images">The number of images.</param>
/// <param name="SameClass">How many of them have the same most likely class.</param>
/// <param name="Mean">Mean absolute difference of a probability.</param>
/// <param name="Largest">Largest absolute difference of a probability.</param>
public sealed record Agreement(int Images, int SameClass, double Mean, double Largest)
{
    /// <summary>The share of images that must keep their class.</summary>
    public const double Required = 0.98;

    /// <summary>Whether enough images keep their class.</summary>
    public bool Holds => SameClass >= Required * Images && double.IsFinite(Largest);

    /// <summary>Classifies images by both models.</summary>
    /// <param name="one">A model.</param>
    /// <param name="other">The other one, of the same input size.</param>
    /// <param name="images">Each [s, s], s the input size.</param>
    public static Agreement Measure(IClassifier one, IClassifier other, IEnumerable<byte[]> images)
    {
        var (count, same, sum, largest) = (0, 0, 0.0, 0.0);
        foreach (var image in images)
        {
            var (a, b) = (Probabilities(one, image), Probabilities(other, image));
            var differences = a.Zip(b, (x, y) => Math.Abs(x - y)).ToList();
            count++;
            same += Findings.MostLikely(a) == Findings.MostLikely(b) ? 1 : 0;
            sum += differences.Average();
            largest = Math.Max(largest, differences.Aggregate(0.0, Math.Max));
        }
        return new(count, same, sum / Math.Max(1, count), largest);
    }

    private static double[] Probabilities(IClassifier classifier, byte[] image) =>
        [.. classifier.Classify(image, 1)[0].Probabilities.Select(probability => (double)probability)];
}
