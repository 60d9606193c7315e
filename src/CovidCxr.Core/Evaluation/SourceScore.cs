namespace CovidCxr.Core.Evaluation;

/// <summary>
/// What a network calls the images of one class of one collection in one split. Figures over all collections together hide a network
/// that is right about the large ones, or that knows the collections apart.
/// </summary>
/// <param name="Split">The split in lower case, or <see cref="HeldOut"/>.</param>
/// <param name="Source">The collection's short name.</param>
/// <param name="Actual">The class's name, or <c>other findings</c> for controls.</param>
/// <param name="Called">Images called COVID-19, Normal and Pneumonia, [3].</param>
public sealed record SourceScore(string Split, string Source, string Actual, IReadOnlyList<int> Called)
{
    /// <summary>What the findings of controls are called together.</summary>
    public const string OtherFindings = "other findings";

    /// <summary>The training images of a collection that the network did not learn from.</summary>
    public const string HeldOut = "held out";

    /// <summary>All images.</summary>
    public int Images => Called.Sum();

    /// <summary>The share of the images that are called COVID-19, 0 to 1.</summary>
    public double CalledCovid19 => (double)Called[(int)Finding.Covid19] / Images;

    /// <summary>
    /// The mean of the classes' recalls on the training images of collections that the network did not learn from, each class over all such
    /// collections; null if there are none. A mean of classes, because such collections hold them in another mix.
    /// </summary>
    /// <param name="scores">What the images of all collections are called.</param>
    public static double? HeldOutRecall(IEnumerable<SourceScore> scores)
    {
        double[] recalls =
        [
            .. scores.Where(score => score.Split == HeldOut).GroupBy(score => score.Actual).Select(group =>
                (double)group.Sum(score => score.Called[(int)Findings.FromName(group.Key)!.Value]) / group.Sum(score => score.Images)),
        ];
        return recalls.Length == 0 ? null : recalls.Average();
    }

    /// <summary>Counts predictions, ordered by split, class and collection as they come first.</summary>
    public static IReadOnlyList<SourceScore> Of(IEnumerable<(string Split, string Source, string Actual, Finding Predicted)> images) =>
    [
        .. images.GroupBy(image => (image.Split, image.Source, image.Actual)).Select(cell => new SourceScore(
            cell.Key.Split, cell.Key.Source, cell.Key.Actual,
            [.. Findings.All.Select(finding => cell.Count(image => image.Predicted == finding))])),
    ];
}
