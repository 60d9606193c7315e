using System.Globalization;
using CovidCxr.Core;
using CovidCxr.Inference.Output;
using CovidCxr.Shell.Views;
using Spectre.Console;

namespace CovidCxr.Shell.Output;

/// <summary>
/// Writes predictions as a table for people: a line per image as soon as it is scored, a second one with the reasons if a person should
/// read it, and counts at the end.
/// </summary>
/// <param name="text">The target; stays open.</param>
/// <param name="colored">Whether to color classes and reasons.</param>
/// <param name="width">Columns of a line, at least 80.</param>
internal sealed class PredictionTable(TextWriter text, bool colored, int width) : IPredictionWriter
{
    private const int ClassWidth = 9, PointWidth = 10;
    private const string Gap = "  ", Indent = "           ", NoPoint = "-";

    // SGR parameters of ECMA-48.
    private const string Red = "31", Yellow = "33", BoldRed = "1;31", BoldGreen = "1;32", BoldYellow = "1;33";

    private readonly PredictionCounts counts = new();
    private readonly SortedSet<string> points = new(StringComparer.Ordinal);
    private bool begun;

    /// <inheritdoc/>
    public void Write(Prediction prediction)
    {
        Begin(prediction);
        counts.Add(prediction);
        if (prediction.Probabilities is not { } probabilities)
        {
            Line(Paint("not read", ClassWidth, Red), Findings.All.Select(_ => NoPoint), NoPoint, prediction.File);
            return;
        }
        var finding = prediction.Class!.Value;
        var color = finding switch { Finding.Covid19 => BoldRed, Finding.Pneumonia => BoldYellow, _ => BoldGreen };
        Line(
            Paint(finding.Name(), ClassWidth, color),
            probabilities.Select(p => (p * 100).ToString("F1", CultureInfo.InvariantCulture) + " %"),
            Point(prediction, finding),
            prediction.File);
        foreach (var line in Wrap(prediction.Reasons))
            text.Write($"{Indent}{Paint(line, 0, Yellow)}\n");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (begun)
            text.Write($"\n{string.Concat(points.Select(point => PointInWords.Explain(point) + "\n"))}{counts.Summary}\n");
        text.Flush();
    }

    private void Begin(Prediction prediction)
    {
        if (begun)
            return;
        begun = true;
        text.Write($"{TerminalText.Of(prediction.Model)}. For research; not a medical device.\n");
        if (prediction.Warning is { } warning)
            text.Write($"{Paint($"Warning: this model {warning}.", 0, Yellow)}\n");
        text.Write('\n');
        Line("class".PadRight(ClassWidth), Findings.All.Select(f => f.Name()), "reaches", "file");
    }

    // The strictest point that the image's own class reaches.
    private string Point(Prediction prediction, Finding finding)
    {
        if (prediction.OperatingPoints.LastOrDefault(point => point.Finding == finding) is not { } reached)
            return NoPoint;
        points.Add(reached.Name);
        return PointInWords.Short(reached.Name);
    }

    private void Line(string finding, IEnumerable<string> numbers, string point, string file)
    {
        var columns = string.Join(Gap, numbers.Zip(Findings.All, (number, f) => number.PadLeft(Math.Max(7, f.Name().Length))));
        var taken = ClassWidth + Gap.Length + columns.Length + Gap.Length + PointWidth + Gap.Length;
        var path = TerminalText.Of(file);
        text.Write($"{finding}{Gap}{columns}{Gap}{point.PadRight(PointWidth)}{Gap}{ShortPath.Of(path, width - taken)}\n");
        // The names of a PACS differ in digits in their middle.
        if (ShortPath.CutsName(path, width - taken))
            foreach (var part in ShortPath.Lines(Path.GetFileName(path), width - Indent.Length))
                text.Write($"{Indent}{part}\n");
    }

    private IEnumerable<string> Wrap(IReadOnlyList<string> reasons)
    {
        var line = "refer: ";
        for (var i = 0; i < reasons.Count; i++)
        {
            var word = i < reasons.Count - 1 ? $"{reasons[i]}, " : reasons[i];
            if (i > 0 && Indent.Length + line.Length + word.TrimEnd().Length > width)
            {
                yield return line.TrimEnd();
                line = "       ";
            }
            line += word;
        }
        if (reasons.Count > 0)
            yield return line;
    }

    // Pads by hand, because the escape sequences have no width.
    private string Paint(string word, int pad, string? color) => colored && color is not null
        ? $"\e[{color}m{word}\e[0m{new string(' ', Math.Max(0, pad - word.GetCellWidth()))}"
        : word.PadRight(pad);
}
