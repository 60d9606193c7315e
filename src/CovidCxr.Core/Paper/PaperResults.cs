using CovidCxr.Core.Evaluation;
using CovidCxr.Core.Metrics;

namespace CovidCxr.Core.Paper;

/// <summary>
/// The numbers that Zhong (2020), "Using Deep Convolutional Neural Networks to Diagnose COVID-19 From Chest X-Ray Images",
/// arXiv 2007.09695, published, table by table. Reports and tests take them from here.
/// </summary>
public static class PaperResults
{
    /// <summary>The citation in reports.</summary>
    public const string Citation =
        "Zhong 2020, Using Deep Convolutional Neural Networks to Diagnose COVID-19 From Chest X-Ray Images, arXiv 2007.09695";

    // Arrays by class are in the order of Findings.All: COVID-19, Normal, Pneumonia.
    private static readonly int[] TrainCounts = [398, 1341, 3875];
    private static readonly int[] TestCounts = [100, 242, 398];
    private static readonly int[,] ConfusionPercents = { { 98, 0, 2 }, { 4, 81, 15 }, { 1, 11, 88 } };

    private static readonly TrueClassProbability[] TrueProbabilities =
    [
        new(Finding.Covid19, 100, 0.8445, new Interval(0.8185, 0.8705)),
        new(Finding.Normal, 242, 0.6763, new Interval(0.6462, 0.7063)),
        new(Finding.Pneumonia, 398, 0.7761, new Interval(0.7541, 0.7981)),
    ];

    /// <summary>Table 3, the training set; its loss is weighted.</summary>
    public static PaperTable3Row Train { get; } = new(0.986, 0.9325, 0.9463, 0.9133);

    /// <summary>Table 3, the test set.</summary>
    public static PaperTable3Row Test { get; } = new(0.5632, 0.8730, 0.8967, 0.8446);

    /// <summary>Table 3, the COVID-19 images of the test set.</summary>
    public static PaperTable3Row TestCovid19 { get; } = new(0.4304, 0.98, 0.9798, 0.97);

    /// <summary>The share of COVID-19 test images classified as COVID-19, 98 of 100 (abstract and table 5), 0..1.</summary>
    public static double Covid19Recall => 0.98;

    /// <summary>Table 1, images of a class in the training set.</summary>
    public static int TrainImages(Finding finding) => TrainCounts[(int)finding];

    /// <summary>Table 1, images of a class in the test set.</summary>
    public static int TestImages(Finding finding) => TestCounts[(int)finding];

    /// <summary>Table 4, the mean probability of the true class.</summary>
    public static TrueClassProbability TrueProbability(Finding finding) => TrueProbabilities[(int)finding];

    /// <summary>Table 5 and figure 4, the share of the row in whole percent.</summary>
    public static int ConfusionPercent(Finding actual, Finding predicted) => ConfusionPercents[(int)actual, (int)predicted];
}

/// <summary>A row of the paper's table 3.</summary>
/// <param name="Loss">Nats, smoothed; weighted for the training set only.</param>
/// <param name="Accuracy">0..1.</param>
/// <param name="Precision">Micro-averaged at 0.5, 0..1; see <see cref="MicroAtHalf"/>.</param>
/// <param name="Recall">Micro-averaged at 0.5, 0..1.</param>
public sealed record PaperTable3Row(double Loss, double Accuracy, double Precision, double Recall);
