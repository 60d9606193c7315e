using System.Globalization;
using CovidCxr.Core;

namespace CovidCxr.Cli.Output;

/// <summary>A table for people: one line a picture as soon as it is scored, the numbers in columns, the file last.</summary>
internal sealed class PredictionLines : IPredictionWriter
{
    private readonly TextWriter text;

    public PredictionLines(TextWriter text)
    {
        this.text = text;
        text.WriteLine($"{"class",-10}  {string.Join("  ", Findings.All.Select(f => $"{f.Name(),9}"))}  {"refer",-6}  file");
    }

    /// <inheritdoc/>
    public void Write(Prediction prediction)
    {
        if (prediction.Probabilities is not { } probabilities)
        {
            text.WriteLine($"{"-",-10}  {string.Join("  ", Findings.All.Select(_ => $"{"-",9}"))}  {"-",-6}  {prediction.File}: not read");
            return;
        }
        var percent = probabilities.Select(p => (p * 100).ToString("F1", CultureInfo.InvariantCulture) + " %");
        text.WriteLine(
            $"{prediction.Class!.Value.Name(),-10}  {string.Join("  ", percent.Select(p => $"{p,9}"))}  {string.Join(", ", prediction.Reasons),-6}  {prediction.File}");
    }

    /// <inheritdoc/>
    public void Dispose() => text.Flush();
}
