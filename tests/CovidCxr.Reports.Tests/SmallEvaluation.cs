using CovidCxr.Core;
using CovidCxr.Core.Evaluation;
using CovidCxr.Core.Metrics;
using CovidCxr.Datasets;
using CovidCxr.Imaging.Perturbations;
using CovidCxr.Reports.Evaluation;

namespace CovidCxr.Reports.Tests;

/// <summary>An invented evaluation, small enough to check its golden files by eye.</summary>
internal static class SmallEvaluation
{
    public static EvaluationInput Input { get; } = new()
    {
        Recipe = "paper",
        Seed = 0,
        Model = "63,148,835 parameters, epoch 2 of 3",
        Fingerprint = "3fa9c1d2",
        Version = "0.1.0",
        Command = "covidcxr evaluate --model \"runs/a & b\" --out report",
        Processor = "Example CPU, 2 cores",
        Date = new DateOnly(2020, 7, 19),
        DatasetFingerprint = "0123456789abcdef",
        DatasetCounts =
        [
            new(DatasetSplit.Train, "COVID-19", 4, 3, 3),
            new(DatasetSplit.Train, "Normal", 5, 5, 5),
            new(DatasetSplit.Train, "Pneumonia", 6, 4, 4),
            new(DatasetSplit.Val, "COVID-19", 1, 1, 1),
            new(DatasetSplit.Val, "Normal", 1, 1, 1),
            new(DatasetSplit.Val, "Pneumonia", 1, 1, 1),
            new(DatasetSplit.Test, "COVID-19", 4, 2, 2),
            new(DatasetSplit.Test, "Normal", 4, 4, 4),
            new(DatasetSplit.Test, "Pneumonia", 4, 4, 4),
            new(DatasetSplit.Controls, "Tuberculosis", 2, 2, 2),
            new(DatasetSplit.Controls, "No <Finding>", 1, 1, 1),
        ],
        Examples =
        [
            XRay(Finding.Covid19, 0, "cohen", "CC BY-NC-SA", "https://example.org/?a=1&b=2"),
            XRay(Finding.Normal, 1, "kermany", "CC BY 4.0", ""),
            XRay(Finding.Normal, 2, "kermany", "CC BY 4.0", ""),
            XRay(Finding.Pneumonia, 3, "kermany", "", ""),
        ],
        Train =
        [
            Image("train", 0, "a", 0.9, 0.05, 0.05),
            Image("train", 1, "b", 0.1, 0.8, 0.1),
            Image("train", 2, "c", 0.1, 0.2, 0.7),
        ],
        Val = Validation(0.2, 0.4, 0.4),
        Distorted = [(Distortion.All[0], Validation(0.2, 0.5, 0.3)), (Distortion.All[1], Validation(0.2, 0.2, 0.6))],
        Test =
        [
            Image("test", 0, "p1", 0.8, 0.1, 0.1),
            Image("test", 0, "p1", 0.7, 0.1, 0.2),
            Image("test", 0, "p2", 0.4, 0.3, 0.3),
            Image("test", 0, "p2", 0.2, 0.2, 0.6),
            Image("test", 1, "p3", 0.1, 0.7, 0.2),
            Image("test", 1, "p4", 0.3, 0.4, 0.3),
            Image("test", 1, "p5", 0.2, 0.3, 0.5),
            Image("test", 1, "p6", 0.1, 0.8, 0.1),
            Image("test", 2, "p7", 0.1, 0.1, 0.8),
            Image("test", 2, "p8", 0.4, 0.2, 0.4),
            Image("test", 2, "p9", 0.1, 0.6, 0.3),
            Image("test", 2, "p10", 0.2, 0.1, 0.7),
        ],
        BySource = [new("val", "cohen", "COVID-19", [3, 1, 0]), new("controls", "cohen", SourceScore.OtherFindings, [1, 2, 0])],
        Controls =
        [
            new("controls/1.png", "k1", "Tuberculosis", [0.8, 0.1, 0.1]),
            new("controls/2.png", "k2", "No <Finding>", [0.4, 0.5, 0.1]),
            new("controls/3, \"left\".png", "k3", "Tuberculosis", [0.1, 0.1, 0.8]),
        ],
        History =
        [
            new(1, 2.1, 0.55, 0.6, 0.4, 0.9, 0.6, 0.65, 0.45, 4e-4, 41.5),
            new(2, 1.6, 0.7, 0.75, 0.6, 0.7, 0.72, 0.74, 0.65, 2e-4, 40),
            new(3, 1.4, 0.8, 0.82, 0.75, double.NaN, 0.7, 0.73, 0.66, 1e-4, 40.2),
        ],
    };

    /// <summary>The report's files, measured and drawn once for all tests.</summary>
    public static IReadOnlyDictionary<string, byte[]> Files { get; } = Draw(Input);

    /// <summary>Measures an input and draws its report.</summary>
    public static IReadOnlyDictionary<string, byte[]> Draw(EvaluationInput input) =>
        EvaluationReport.Files(input, EvaluationMetrics.Measure(input.Test, input.Train, input.Val, input.Controls, input.Seed));

    /// <summary>Three validation images; the Normal one has the given probabilities.</summary>
    private static IReadOnlyList<ScoredImage> Validation(params double[] normal) =>
        [Image("val", 0, "d", 0.6, 0.2, 0.2), Image("val", 1, "e", normal), Image("val", 2, "f", 0.1, 0.1, 0.8)];

    /// <summary>Draws 40 x 40 pixels: a light disc on a dark background, each number with another gray value.</summary>
    private static ExampleXRay XRay(Finding finding, int number, string source, string licence, string url)
    {
        var image = new GrayImage(40, 40);
        for (var y = 0; y < 40; y++)
            for (var x = 0; x < 40; x++)
                image[x, y] = ((x - 20) * (x - 20)) + ((y - 20) * (y - 20)) < 100 ? (250 - (50 * number)) / 255f : 10 / 255f;
        var origin = new DatasetImage(
            $"train/{finding.Folder()}/{number}.png", DatasetSplit.Train, finding.Name(), finding.Name(), source,
            $"p{number}", $"g{number}", "PA", "", "", licence, url, 40, 40, "", "", "", $"{number}.png");
        return new ExampleXRay(origin, image);
    }

    private static ScoredImage Image(string split, int actual, string group, params double[] probabilities) =>
        new($"{split}/{((Finding)actual).Folder()}/{group}.png", group, (Finding)actual, probabilities);
}
