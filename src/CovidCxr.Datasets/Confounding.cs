using System.Globalization;
using System.Text.RegularExpressions;
using CovidCxr.Core;

namespace CovidCxr.Datasets;

/// <summary>
/// How far the class goes with something that is no sign of disease: the collection, the age, the view. What goes with the class in
/// training is what a network may read instead of the lungs.
/// </summary>
public static partial class Confounding
{
    /// <summary>The name of a value that nobody says.</summary>
    public const string Unknown = "not known";

    // The last year of each band, and its name.
    private static readonly (int Last, string Name)[] Ages = [(5, "0-5"), (17, "6-17"), (39, "18-39"), (64, "40-64"), (200, "65 and over")];

    /// <summary>Images of each class by age, in years.</summary>
    public static IReadOnlyList<ConfounderRow> ByAge(IEnumerable<DatasetImage> images) =>
    [
        .. Rows(images, image => AgeBand(image.Age))
            .OrderBy(row => row.Value == Unknown)
            .ThenBy(row => Array.FindIndex(Ages, band => band.Name == row.Value)),
    ];

    /// <summary>Images of each class by view, PA or AP.</summary>
    public static IReadOnlyList<ConfounderRow> ByView(IEnumerable<DatasetImage> images) =>
        [.. Rows(images, image => View(image.View)).OrderBy(row => row.Value == Unknown).ThenBy(row => row.Value, StringComparer.Ordinal)];

    /// <summary>
    /// The share of the training images whose class is right if only the collection is known, and every image of it is called by the
    /// collection's most frequent class; and the share if nothing is known.
    /// </summary>
    /// <returns>0 to 1 each; 0 without training images.</returns>
    public static (double BySource, double Blind) SourcePredictsClass(IEnumerable<DatasetImage> images)
    {
        var train = images.Where(image => image.Split == DatasetSplit.Train).ToList();
        return train.Count == 0 ? (0, 0) : (
            (double)train.GroupBy(image => image.Source).Sum(MostFrequent) / train.Count,
            (double)MostFrequent(train) / train.Count);

        static int MostFrequent(IEnumerable<DatasetImage> images) => images.CountBy(image => image.Class).Max(count => count.Value);
    }

    /// <summary>One sentence on <see cref="SourcePredictsClass"/>.</summary>
    public static string Sentence(IEnumerable<DatasetImage> images)
    {
        var (bySource, blind) = SourcePredictsClass(images);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Guessing the class of a training image from its collection alone is right for {bySource * 100:F1} %; "
            + $"always guessing the commonest class, for {blind * 100:F1} %.");
    }

    private static IEnumerable<ConfounderRow> Rows(IEnumerable<DatasetImage> images, Func<DatasetImage, string> value) => images
        .Where(image => image.Split != DatasetSplit.Controls)
        .GroupBy(value)
        .Select(group => new ConfounderRow(
            group.Key,
            group.Count(image => image.Class == Finding.Covid19.Name()),
            group.Count(image => image.Class == Finding.Normal.Name()),
            group.Count(image => image.Class == Finding.Pneumonia.Name())));

    /// <summary>The band of an age; the first number counts: of 1-5, mid 50s and 40's.</summary>
    /// <param name="age">Years, as a source writes them.</param>
    public static string AgeBand(string age) =>
        FirstNumber().Match(age) is { Success: true } number && int.TryParse(number.Value, CultureInfo.InvariantCulture, out var years)
            && Ages.FirstOrDefault(band => years <= band.Last) is { Name: { } name }
            ? name
            : Unknown;

    /// <summary>The direction of a view, without what else is said of it: AP of <c>AP semi erect</c>.</summary>
    public static string View(string view) => view.Length == 0 ? Unknown : view.Split(' ', 2)[0].ToUpperInvariant();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex FirstNumber();
}

/// <summary>Images of train, val and test with one age or view.</summary>
/// <param name="Value">The age in years, or the view; <c>not known</c> if the collection does not say.</param>
/// <param name="Covid19">COVID-19 images.</param>
/// <param name="Normal">Normal images.</param>
/// <param name="Pneumonia">Pneumonia images.</param>
public sealed record ConfounderRow(string Value, int Covid19, int Normal, int Pneumonia)
{
    /// <summary>Images of all three classes.</summary>
    public int Images => Covid19 + Normal + Pneumonia;
}
