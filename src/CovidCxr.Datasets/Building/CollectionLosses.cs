using CovidCxr.Core;
using CovidCxr.Datasets.Sources;

namespace CovidCxr.Datasets.Building;

/// <summary>What every collection lost on its way into the dataset, for warnings and errors.</summary>
/// <param name="images">The usable images of all collections.</param>
/// <param name="skipped">All other rows and files.</param>
internal sealed class CollectionLosses(IEnumerable<SourceImage> images, IEnumerable<SkippedFile> skipped)
{
    // Reasons that lie in how a copy is stored, not in what the collection publishes.
    private static readonly HashSet<string> OfTheCopy =
        [SkipReason.NoFile, SkipReason.UnclearFile, SkipReason.UnclearFinding, SkipReason.Unreadable];

    // A published copy may have lost more than half: of Actualmed's rows, three in four lack their file in the copies that go round.
    private const double Alarming = 0.8;

    private readonly Dictionary<string, int> kept = images.CountBy(image => image.Source.Name).ToDictionary();
    private readonly ILookup<string, SkippedFile> lost = skipped.ToLookup(file => file.Source);

    /// <summary>One line for each collection that lost all images, or more than half for a reason that lies in the copy.</summary>
    /// <param name="sources">The short names of the collections.</param>
    /// <returns>The lines, and whether nearly all images are lost.</returns>
    public IEnumerable<(string Line, bool IsAlarming)> Lines(IEnumerable<string> sources)
    {
        foreach (var source in sources)
        {
            var images = kept.GetValueOrDefault(source);
            var ofTheCopy = lost[source].Where(file => OfTheCopy.Contains(file.Reason)).ToList();
            var all = ofTheCopy.Count + images;
            if (images == 0)
                yield return ($"{source} gives no image ({Reasons(lost[source])}); check its folder or get the collection again", true);
            else if (ofTheCopy.Count > images)
                yield return (
                    $"{source} lost {ofTheCopy.Count} of {all} images ({Reasons(ofTheCopy)}); check its folder or get the collection again",
                    ofTheCopy.Count > Alarming * all);
        }
    }

    /// <summary>What brings images of missing classes: the missing collections that have them, or what the others lost.</summary>
    /// <param name="classes">The classes.</param>
    /// <param name="catalog">The collections that were looked for and found.</param>
    public string Advice(IReadOnlyList<Finding> classes, SourceCatalog catalog)
    {
        var concerned = catalog.Sources.Where(source => source.Classes.Intersect(classes).Any()).Select(source => source.Name).ToList();
        var missing = concerned.Intersect(catalog.Missing).ToList();
        var present = concerned.Except(missing).Select(source => $"{source} gives {Counted.Of(kept.GetValueOrDefault(source), "image")}"
            + (lost[source].Any() ? $" ({Reasons(lost[source])})" : "")).ToList();
        string[] facts =
        [
            .. missing.Count > 0 ? [$"missing: {string.Join(", ", missing)}"] : Array.Empty<string>(),
            .. present,
        ];
        var remedy = catalog.Sources.Any(source => source is IPublicSource)
            ? "get the collections complete ('covidcxr dataset fetch')"
            : "add such images";
        return string.Concat(facts.Select(fact => fact + "; ")) + remedy;
    }

    /// <summary>The reasons with their counts, the most frequent first.</summary>
    public static string Reasons(IEnumerable<SkippedFile> skipped) => skipped.CountBy(file => file.Reason)
        .OrderByDescending(reason => reason.Value)
        .ThenBy(reason => reason.Key, StringComparer.Ordinal)
        .Select(reason => $"{reason.Value} {reason.Key}") is var reasons && reasons.Any()
            ? string.Join(", ", reasons)
            : "its folder is empty";
}
