using System.Globalization;
using CovidCxr.Core;
using CovidCxr.Inference.Output;
using CovidCxr.Shell.Resume;

namespace CovidCxr.Shell.Views;

/// <summary>A table for people: one line a picture as soon as it is scored, the numbers in columns, the file last; at the end how many of each.</summary>
/// <param name="text">Where to; stays open.</param>
/// <param name="colored">Whether classes and reasons stand out in color.</param>
internal sealed class PredictionTable(TextWriter text, bool colored) : IPredictionWriter
{
    private const int ClassWidth = 9, NumberWidth = 9, PointWidth = 16, ReferWidth = 24;

    private readonly PredictionCounts counts = new();
    private bool begun;

    /// <inheritdoc/>
    public void Write(Prediction prediction)
    {
        Begin(prediction.Model);
        counts.Add(prediction);
        if (prediction.Probabilities is not { } probabilities)
        {
            Line("-".PadRight(ClassWidth), Findings.All.Select(_ => "-"), "-", Paint("not read", ReferWidth, "31"), prediction.File);
            return;
        }
        var finding = prediction.Class!.Value;
        Line(
            Paint(finding.Name(), ClassWidth, finding switch { Finding.Covid19 => "1;31", Finding.Pneumonia => "1;33", _ => "1;32" }),
            probabilities.Select(p => (p * 100).ToString("F1", CultureInfo.InvariantCulture) + " %"),
            Point(prediction, finding),
            Paint(prediction.Reasons.Count == 0 ? "-" : string.Join(", ", prediction.Reasons), ReferWidth, prediction.Reasons.Count == 0 ? null : "33"),
            prediction.File);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (begun)
            text.Write($"\n{counts.Summary}\n");
        text.Flush();
    }

    private void Begin(string model)
    {
        if (begun)
            return;
        begun = true;
        text.Write($"{model}. For research; not a medical device.\n\n");
        Line("class".PadRight(ClassWidth), Findings.All.Select(f => f.Name()), "passes", "refer".PadRight(ReferWidth), "file");
    }

    // The strictest that its own class passes.
    private static string Point(Prediction prediction, Finding finding) =>
        prediction.OperatingPoints.LastOrDefault(point => point.Finding == finding)?.Name ?? "-";

    private void Line(string finding, IEnumerable<string> numbers, string point, string refer, string file) => text.Write(
        $"{finding}  {string.Join("  ", numbers.Select(number => number.PadLeft(NumberWidth)))}  {point.PadRight(PointWidth)}  {refer}  {file}\n");

    // Padded first: what paints has no width.
    private string Paint(string word, int width, string? color) =>
        colored && color is not null ? $"\e[{color}m{word}\e[0m{new string(' ', Math.Max(0, width - word.Length))}" : word.PadRight(width);
}
