using System.Globalization;
using CovidCxr.Core;
using CovidCxr.Core.Storage;

namespace CovidCxr.Inference.Output;

/// <summary>
/// CSV (RFC 4180) with the columns <c>file,class,p_covid19,p_normal,p_pneumonia,refer,reasons,model</c>. A file that could not be
/// read has no class and no probabilities; its reason says why.
/// </summary>
public sealed class PredictionCsv : IPredictionWriter
{
    /// <summary>The columns.</summary>
    public static readonly string Header = Csv.Line(["file", "class", .. Findings.All.Select(finding => $"p_{finding.Key()}"), "refer", "reasons", "model"]);

    private readonly TextWriter text;

    /// <param name="text">Where to; stays open.</param>
    /// <param name="goesOn">Whether there are lines already, and with them the header.</param>
    public PredictionCsv(TextWriter text, bool goesOn = false)
    {
        this.text = text;
        if (!goesOn)
            Line(Header);
    }

    /// <inheritdoc/>
    public void Write(Prediction prediction) => Line(Csv.Line(
    [
        prediction.File,
        prediction.Class?.Name() ?? "",
        .. Enumerable.Range(0, Findings.Count).Select(k => prediction.Probabilities?[k].ToString("F6", CultureInfo.InvariantCulture) ?? ""),
        prediction.Refer ? "true" : "false",
        prediction.Error ?? string.Join("; ", prediction.Reasons),
        prediction.Model,
    ]));

    // In one piece, so that a killed run rarely leaves half a line.
    private void Line(string line) => text.Write(line + "\n");

    /// <inheritdoc/>
    public void Dispose() => text.Flush();
}
