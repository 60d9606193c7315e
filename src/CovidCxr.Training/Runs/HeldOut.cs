using System.Text.Json.Serialization;
using CovidCxr.Core;
using CovidCxr.Datasets;
using CovidCxr.Datasets.Sources;

namespace CovidCxr.Training.Runs;

/// <summary>What of a dataset a run does not learn from, so that it can be measured on it.</summary>
public sealed record HeldOut
{
    /// <summary>The fold of the training patients; the runs of all folds measure every training image once. Null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public HeldOutFold? Patients { get; init; }

    /// <summary>The fold of the controls; null if the run learns from no control at all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public HeldOutFold? Controls { get; init; }

    /// <summary>The short names of collections that are neither learned from nor validated on. Default: none.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>The training images that the run learns from, and the controls.</summary>
    public IReadOnlyList<DatasetImage> LearnedFrom(Dataset dataset) =>
    [
        .. dataset.In(DatasetSplit.Train).Where(image => HasSource(image) && Patients?.Contains(image.Group) != true),
        .. dataset.In(DatasetSplit.Controls).Where(control => HasSource(control) && Controls?.Contains(control.Group) == false),
    ];

    /// <summary>The images that the run is validated and calibrated on.</summary>
    public IReadOnlyList<DatasetImage> ValidatedOn(Dataset dataset) => [.. dataset.In(DatasetSplit.Val).Where(HasSource)];

    /// <summary>Whether two runs hold the same out.</summary>
    public bool IsSame(HeldOut other) =>
        Patients == other.Patients && Controls == other.Controls && Sources.SequenceEqual(other.Sources);

    /// <summary>Reads a fold as a user writes it, <c>1/3</c> for the first of three; null for none.</summary>
    /// <exception cref="InputException">It is written otherwise.</exception>
    public static HeldOutFold? ReadFold(string? fold)
    {
        if (fold is null)
            return null;
        return fold.Split('/') is [var number, var all] && int.TryParse(number, out var k) && int.TryParse(all, out var n)
            && n is >= 2 and <= 20 && k >= 1 && k <= n
            ? new HeldOutFold(n, k - 1)
            : throw new InputException($"--fold {fold}: give the number of the fold and of all folds, 2 to 20, for example 1/3");
    }

    /// <summary>Reads names of collections, divided by commas.</summary>
    /// <exception cref="InputException">A name is not known.</exception>
    public static IReadOnlyList<string> ReadSources(IEnumerable<string> names)
    {
        string[] known = [.. SourceCatalog.All.Select(source => source.Name), Datasets.Labeled.LabeledImages.Own];
        string[] given = [.. names.SelectMany(name => name.Split(',', StringSplitOptions.TrimEntries)).Distinct()];
        return given.FirstOrDefault(name => !known.Contains(name)) is { } unknown
            ? throw new InputException($"--without-source {unknown}: is none of {string.Join(", ", known)}")
            : given;
    }

    private bool HasSource(DatasetImage image) => !Sources.Contains(image.Source);
}
