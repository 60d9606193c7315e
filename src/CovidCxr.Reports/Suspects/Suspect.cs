using CovidCxr.Core;

namespace CovidCxr.Reports.Suspects;

/// <summary>A training image and what a network says of it that did not learn from its patient.</summary>
/// <param name="Path">The file inside the dataset.</param>
/// <param name="Image">The file inside its collection.</param>
/// <param name="Source">The collection's short name.</param>
/// <param name="Finding">The finding as the collection writes it.</param>
/// <param name="Label">The class that the image has in training.</param>
/// <param name="Probabilities">[3], in the order of <see cref="Findings.All"/>.</param>
public sealed record Suspect(
    string Path, string Image, string Source, string Finding, Finding Label, IReadOnlyList<double> Probabilities)
{
    /// <summary>The class that the network finds most likely.</summary>
    public Finding Called => Findings.MostLikely(Probabilities);

    /// <summary>The probability of the label, 0 to 1: the lower, the more doubtful the label.</summary>
    public double OfLabel => Probabilities[(int)Label];

    /// <summary>Orders images by the doubt about their labels, the most doubtful first.</summary>
    public static IReadOnlyList<Suspect> Rank(IEnumerable<Suspect> images) =>
        [.. images.OrderBy(image => image.OfLabel).ThenBy(image => image.Path, StringComparer.Ordinal)];
}
