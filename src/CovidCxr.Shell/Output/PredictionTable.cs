using System.Globalization;
using CovidCxr.Core;
using CovidCxr.Inference.Output;

namespace CovidCxr.Shell.Output;

/// <summary>Writes predictions as a table for people: a line per image as soon as it is scored, and counts at the end.</summary>
/// <param name="text">The target; stays open.</param>
/// <param name="colored">Whether to color classes and reasons.</param>
internal sealed class PredictionTable(TextWriter text, bool colored) : IPredictionWriter
{
    private const int ClassWidth = 9, NumberWidth = 9, PointWidth = 16, ReferWidth = 24;

    // SGR parameters of ECMA-48.
    private const string Red = "31", Yellow = "33", BoldRed = "1;31", BoldGreen = "1;32", BoldYellow = "1;33";

    private readonly PredictionCounts counts = new();
    private bool begun;

    /// <inheritdoc/>
    public void Write(Prediction prediction)
    {
        Begin(prediction.Model);
        counts.Add(prediction);
        if (prediction.Probabilities is not { } probabilities)
        {
            Line("-".PadRight(ClassWidth), Findings.All.Select(_ => "-"), "-", Paint("not read", ReferWidth, Red), prediction.File);
            return;
        }
        var finding = prediction.Class!.Value;
        var color = finding switch { Finding.Covid19 => BoldRed, Finding.Pneumonia => BoldYellow, _ => BoldGreen };
        var refer = prediction.Reasons.Count == 0 ? "-" : string.Join(", ", prediction.Reasons);
        Line(
            Paint(finding.Name(), ClassWidth, color),
            probabilities.Select(p => (p * 100).ToString("F1", CultureInfo.InvariantCulture) + " %"),
            Point(prediction, finding),
            Paint(refer, ReferWidth, prediction.Reasons.Count == 0 ? null : Yellow),
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

    // The strictest point that the image's own class reaches.
    private static string Point(Prediction prediction, Finding finding) =>
        prediction.OperatingPoints.LastOrDefault(point => point.Finding == finding)?.Name ?? "-";

    private void Line(string finding, IEnumerable<string> numbers, string point, string refer, string file)
    {
        var columns = string.Join("  ", numbers.Select(number => number.PadLeft(NumberWidth)));
        text.Write($"{finding}  {columns}  {point.PadRight(PointWidth)}  {refer}  {file}\n");
    }

    // Pads by hand, because the escape sequences have no width.
    private string Paint(string word, int width, string? color) => colored && color is not null
        ? $"\e[{color}m{word}\e[0m{new string(' ', Math.Max(0, width - word.Length))}"
        : word.PadRight(width);
}
