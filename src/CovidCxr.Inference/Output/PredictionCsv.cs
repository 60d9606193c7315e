using System.Globalization;
using CovidCxr.Core;
using CovidCxr.Core.Storage;

namespace CovidCxr.Inference.Output;

/// <summary>
/// Writes CSV (RFC 4180) with the columns <c>file,class,p_covid19,p_normal,p_pneumonia,refer,reasons,model</c>. A file that could not be
/// read has no class and no probabilities, and the error as its reason.
/// </summary>
public sealed class PredictionCsv : IPredictionWriter
{
    /// <summary>The first line, without its end.</summary>
    public static readonly string Header =
        Csv.Line(["file", "class", .. Findings.All.Select(finding => $"p_{finding.Key()}"), "refer", "reasons", "model"]);

    private readonly TextWriter text;

    /// <param name="text">Receives the lines, each ending in a line feed; stays open.</param>
    /// <param name="append">Whether <paramref name="text"/> already has the header.</param>
    public PredictionCsv(TextWriter text, bool append = false)
    {
        this.text = text;
        if (!append)
            WriteLine(Header);
    }

    /// <inheritdoc/>
    public void Write(Prediction prediction) => WriteLine(Csv.Line(
    [
        PathBytes.Show(prediction.File),
        prediction.Class?.Name() ?? "",
        .. Enumerable.Range(0, Findings.Count).Select(k => prediction.Probabilities?[k].ToString("F6", CultureInfo.InvariantCulture) ?? ""),
        prediction.Refer ? "true" : "false",
        prediction.Error ?? string.Join("; ", prediction.Reasons),
        prediction.Model,
    ]));

    /// <inheritdoc/>
    public void Dispose() => text.Flush();

    // In one call, so that a killed process rarely leaves half a line.
    private void WriteLine(string line) => text.Write(line + "\n");
}
