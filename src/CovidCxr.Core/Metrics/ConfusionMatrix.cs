namespace CovidCxr.Core.Metrics;

/// <summary>
/// How often each class was read as each class, by the highest probability (Zhong 2020, table 5 and figure 4). Rows are
/// the actual class, columns the predicted one, both in the order of <see cref="Findings.All"/>.
/// </summary>
public sealed class ConfusionMatrix
{
    private readonly int[,] counts = new int[Findings.Count, Findings.Count];

    /// <param name="images">The scored images; may be of fewer than three classes.</param>
    /// <exception cref="ArgumentException">There is no image.</exception>
    public ConfusionMatrix(IReadOnlyList<ScoredImage> images)
    {
        if (images.Count == 0)
            throw new ArgumentException("there is no image to count", nameof(images));
        foreach (var image in images)
            counts[(int)image.Actual, (int)image.Predicted]++;
        Total = images.Count;
    }

    /// <summary>The images counted, at least 1.</summary>
    public int Total { get; }

    /// <summary>The share of images on the diagonal, 0..1.</summary>
    public double Accuracy => (double)Findings.All.Sum(k => this[k, k]) / Total;

    /// <summary>Images of class <paramref name="actual"/> that were read as <paramref name="predicted"/>.</summary>
    public int this[Finding actual, Finding predicted] => counts[(int)actual, (int)predicted];

    /// <summary>Images of the class: the sum of its row.</summary>
    public int Actual(Finding actual) => Findings.All.Sum(predicted => this[actual, predicted]);

    /// <summary>Images read as the class: the sum of its column.</summary>
    public int Predicted(Finding predicted) => Findings.All.Sum(actual => this[actual, predicted]);

    /// <summary>The share of the row, in percent 0..100, as figure 4 shows it; null where the class has no image.</summary>
    public double? RowPercent(Finding actual, Finding predicted)
    {
        var row = Actual(actual);
        return row == 0 ? null : 100.0 * this[actual, predicted] / row;
    }

    /// <summary>
    /// The share of the images read as the class that are of it, 0..1. A class that has images but was never predicted gets
    /// 0, as in scikit-learn; one that neither has images nor was predicted has no precision: null.
    /// </summary>
    public double? Precision(Finding finding)
    {
        var predicted = Predicted(finding);
        if (predicted > 0)
            return (double)this[finding, finding] / predicted;
        return Actual(finding) > 0 ? 0 : null;
    }

    /// <summary>The share of the class's images that were read as it, 0..1 (sensitivity); null where the class has no image.</summary>
    public double? Recall(Finding finding)
    {
        var actual = Actual(finding);
        return actual == 0 ? null : (double)this[finding, finding] / actual;
    }

    /// <summary>2 TP / (2 TP + FP + FN), 0..1; null where the class neither has images nor was predicted.</summary>
    public double? F1(Finding finding)
    {
        var both = Actual(finding) + Predicted(finding);
        return both == 0 ? null : 2.0 * this[finding, finding] / both;
    }
}
