namespace CovidCxr.Core.Metrics;

/// <summary>
/// How often each class was classified as each class, by the highest probability (Zhong 2020, table 5 and figure 4). Rows are
/// actual classes and columns predicted ones, both in the order of <see cref="Findings.All"/>.
/// </summary>
public sealed class ConfusionMatrix
{
    private readonly int[,] counts = new int[Findings.Count, Findings.Count];

    /// <param name="images">The scored images, at least one.</param>
    /// <exception cref="ArgumentException">There is no image.</exception>
    public ConfusionMatrix(IReadOnlyList<ScoredImage> images)
    {
        if (images.Count == 0)
            throw new ArgumentException("there is no image to count", nameof(images));
        foreach (var image in images)
            counts[(int)image.Actual, (int)image.Predicted]++;
        Total = images.Count;
    }

    /// <summary>The number of images, at least 1.</summary>
    public int Total { get; }

    /// <summary>The share of images on the diagonal, 0..1.</summary>
    public double Accuracy => (double)Findings.All.Sum(k => this[k, k]) / Total;

    /// <summary>The number of images of class <paramref name="actual"/> classified as <paramref name="predicted"/>.</summary>
    public int this[Finding actual, Finding predicted] => counts[(int)actual, (int)predicted];

    /// <summary>The number of images of a class: the sum of its row.</summary>
    public int Actual(Finding actual) => Findings.All.Sum(predicted => this[actual, predicted]);

    /// <summary>The number of images classified as a class: the sum of its column.</summary>
    public int Predicted(Finding predicted) => Findings.All.Sum(actual => this[actual, predicted]);

    /// <summary>The share of the row as in figure 4, 0..100 percent; null if the class has no image.</summary>
    public double? RowPercent(Finding actual, Finding predicted)
    {
        var row = Actual(actual);
        return row == 0 ? null : 100.0 * this[actual, predicted] / row;
    }

    /// <summary>
    /// The share of images classified as the class that belong to it, 0..1. It is not defined, null, for a class that was never
    /// predicted (scikit-learn gives 0), nor where every prediction of it must be wrong or right: for a class without an image, or that
    /// of all images.
    /// </summary>
    public double? Precision(Finding finding)
    {
        var predicted = Predicted(finding);
        return predicted == 0 || !IsTold(finding) ? null : (double)this[finding, finding] / predicted;
    }

    /// <summary>The sensitivity: the share of the class's images classified as it, 0..1; null if the class has no image.</summary>
    public double? Recall(Finding finding)
    {
        var actual = Actual(finding);
        return actual == 0 ? null : (double)this[finding, finding] / actual;
    }

    /// <summary>2 TP / (2 TP + FP + FN), 0..1; null if the class has no image or all of them.</summary>
    public double? F1(Finding finding) =>
        IsTold(finding) ? 2.0 * this[finding, finding] / (Actual(finding) + Predicted(finding)) : null;

    // Whether there are images of the class and of others, so that it can be told from them.
    private bool IsTold(Finding finding) => Actual(finding) > 0 && Actual(finding) < Total;
}
