using CovidCxr.Core;

namespace CovidCxr.Datasets;

/// <summary>
/// The rule that every class has images in train, val and test, unless the user leaves it out by name: figures of a class without images
/// look perfect, and a network that never saw a class still answers with it.
/// </summary>
public static class ClassRule
{
    /// <summary>The option that leaves classes out.</summary>
    public const string Option = "--without";

    private static readonly DatasetSplit[] Splits = [DatasetSplit.Train, DatasetSplit.Val, DatasetSplit.Test];

    /// <summary>Stops unless every class has an image in each of train, val and test.</summary>
    /// <param name="what">The option and folder that the images come from, for the error: <c>--data dataset</c>.</param>
    /// <param name="has">Whether a split has an image of a class.</param>
    /// <param name="without">The classes that the user leaves out.</param>
    /// <param name="advice">What brings the images, for the error: a few words in the imperative.</param>
    /// <exception cref="InputException">A class has no image in a split; the message names both and what to do.</exception>
    public static void Check(
        string what,
        Func<DatasetSplit, Finding, bool> has,
        IReadOnlyCollection<Finding> without,
        Func<IReadOnlyList<Finding>, string> advice)
    {
        var missing = Findings.All.Except(without)
            .Select(finding => (Finding: finding, Splits: Splits.Where(split => !has(split, finding)).ToList()))
            .Where(row => row.Splits.Count > 0)
            .ToList();
        if (missing.Count == 0)
            return;
        var classes = missing.ConvertAll(row => row.Finding);
        var where = missing.GroupBy(row => Words(row.Splits.ConvertAll(split => split.Folder())))
            .Select(rows => $"no image of {Words([.. rows.Select(row => row.Finding.Name())])} in {rows.Key}");
        throw new InputException(
            $"{what}: {string.Join("; ", where)}; {advice(classes)}, "
            + $"or go on without {(classes.Count == 1 ? "the class" : "the classes")}: "
            + $"{Option} {string.Join(',', classes.Select(finding => finding.Name()))}");
    }

    /// <summary>Stops unless every class of a dataset that is not left out has an image in each of train, val and test.</summary>
    /// <param name="dataset">The dataset, as <c>--data</c> named it.</param>
    /// <param name="without">The classes that the user leaves out.</param>
    /// <exception cref="InputException">A class has no image in a split; the message names both and what to do.</exception>
    public static void Check(Dataset dataset, IReadOnlyCollection<Finding> without)
    {
        var present = dataset.Images.Select(image => (image.Split, image.Class)).ToHashSet();
        Check(
            $"--data {dataset.Folder}",
            (split, finding) => present.Contains((split, finding.Name())),
            without,
            _ => "build a dataset of all collections ('covidcxr dataset build')");
    }

    /// <summary>Says how many images of a dataset are left out, one line for each class that has some in train, val or test.</summary>
    /// <param name="dataset">The whole dataset.</param>
    /// <param name="without">The classes that the user leaves out.</param>
    public static IEnumerable<string> LeftOut(Dataset dataset, IReadOnlyCollection<Finding> without) =>
        from finding in Findings.All.Intersect(without)
        let images = dataset.Images.Count(image => image.Split != DatasetSplit.Controls && image.Class == finding.Name())
        where images > 0
        select $"{images} images of {finding.Name()} are left out by {Option}";

    /// <summary>Stops if too few classes are left.</summary>
    /// <param name="without">The classes that the user leaves out.</param>
    /// <param name="least">How many classes must be left: two to tell anything apart.</param>
    /// <exception cref="InputException">Too few classes are left.</exception>
    public static void CheckLeaves(IReadOnlyCollection<Finding> without, int least)
    {
        var left = Findings.All.Except(without).Select(finding => finding.Name()).ToList();
        if (left.Count < least)
            throw new InputException(
                $"{Option} {string.Join(',', without.Select(finding => finding.Name()))}: leaves "
                + (left.Count == 0 ? "no class" : $"only {left[0]}, and a network needs two classes to tell apart") + "; leave fewer out");
    }

    /// <summary>Joins words as in a sentence: <c>a, b and c</c>.</summary>
    private static string Words(IReadOnlyList<string> words) =>
        words.Count < 2 ? string.Concat(words) : $"{string.Join(", ", words.SkipLast(1))} and {words[^1]}";
}
