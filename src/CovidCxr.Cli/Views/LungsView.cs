using System.Globalization;
using CovidCxr.Core;
using CovidCxr.Training.Lungs;

namespace CovidCxr.Cli.Views;

/// <summary>What the terminal shows about a lung finder.</summary>
internal static class LungsView
{
    /// <summary>One line for each collection.</summary>
    public static IEnumerable<string> Lines(IEnumerable<LungScores> scores) => scores.Select(score => string.Create(
        CultureInfo.InvariantCulture,
        $"{score.Source}: {Counted.Of(score.Images, "image")} of {Counted.Of(score.Patients, "patient group")}, Dice {score.Dice:F3}")
        + (score.Interval is { } interval
            ? string.Create(CultureInfo.InvariantCulture, $" (95 % interval {interval.Low:F3} to {interval.High:F3})") : "")
        + string.Create(CultureInfo.InvariantCulture, $" at {LungScores.Side} x {LungScores.Side}, worst {score.Worst:F3}"));
}
