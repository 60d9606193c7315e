using CovidCxr.Core;
using CovidCxr.Core.Metrics;
using CovidCxr.Datasets;
using CovidCxr.Imaging.Codecs;

namespace CovidCxr.Training.Lungs;

/// <summary>How well lungs are found on X-rays of one collection, against masks drawn by hand.</summary>
/// <param name="Source">The collection.</param>
/// <param name="Images">The number of X-rays with a mask.</param>
/// <param name="Patients">The number of groups of patients that they are of.</param>
/// <param name="Dice">
/// Twice the common area of finding and mask, divided by the sum of both areas (Dice 1945), 0 to 1, mean over the images.
/// </param>
/// <param name="Interval">95 % interval of <paramref name="Dice"/> by bootstrap over the groups; null for a single group.</param>
/// <param name="Worst">The smallest value of an image.</param>
public sealed record LungScores(string Source, int Images, int Patients, double Dice, Interval? Interval, double Worst)
{
    /// <summary>The side at which findings and masks are compared, pixels.</summary>
    public const int Side = 256;

    /// <summary>Measures a finder.</summary>
    /// <param name="finder">The finder.</param>
    /// <param name="dataset">The dataset of the images.</param>
    /// <param name="pairs">Images and the paths of their masks.</param>
    /// <param name="progress">Reports images; may be null.</param>
    /// <param name="cancel">Stops between two images.</param>
    /// <returns>One row for each collection, by name.</returns>
    /// <exception cref="InputException">An image or a mask cannot be read.</exception>
    public static IReadOnlyList<LungScores> Of(
        ILungFinder finder, Dataset dataset, IReadOnlyList<(DatasetImage Image, string Mask)> pairs, IProgress<WorkProgress>? progress,
        CancellationToken cancel)
    {
        var dice = new double[pairs.Count];
        for (var i = 0; i < pairs.Count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            var (image, mask) = pairs[i];
            var drawn = ImageDecoders.Default.ReadGray(mask, Side, Side);
            var found = finder.Find(dataset.ReadPixels(image, Side), Side, 1)[0];
            dice[i] = found.Dice(new LungMask([.. drawn.Select(value => value >= 128)], Side));
            progress?.Report(new WorkProgress("measuring the lung finder", i + 1, pairs.Count));
        }
        return
        [
            .. pairs.Index().GroupBy(pair => pair.Item.Image.Source).OrderBy(source => source.Key, StringComparer.Ordinal)
                .Select(source => OfSource(
                    source.Key, [.. source.Select(pair => pair.Item.Image.Group)], [.. source.Select(pair => dice[pair.Index])])),
        ];
    }

    private static LungScores OfSource(string source, string[] groups, double[] dice)
    {
        var bootstrap = new GroupBootstrap(groups);
        var interval = bootstrap.Of(copies => copies.Zip(dice, (copy, value) => copy * value).Sum() / copies.Sum());
        return new(source, dice.Length, bootstrap.Groups, dice.Average(), interval, dice.Min());
    }
}
