using System.Globalization;
using CovidCxr.Core;
using CsvHelper;

namespace CovidCxr.Cli.Output;

/// <summary>
/// CSV (RFC 4180) with the columns <c>file,class,p_covid19,p_normal,p_pneumonia,refer,reasons,model</c>. A file that could not be
/// read has no class and no probabilities; its reason says why.
/// </summary>
internal sealed class PredictionCsv : IPredictionWriter
{
    private readonly CsvWriter csv;

    public PredictionCsv(TextWriter text)
    {
        csv = new CsvWriter(text, new CsvHelper.Configuration.CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" }, leaveOpen: true);
        Row(["file", "class", "p_covid19", "p_normal", "p_pneumonia", "refer", "reasons", "model"]);
    }

    /// <inheritdoc/>
    public void Write(Prediction prediction) => Row(
    [
        prediction.File,
        prediction.Class?.Name() ?? "",
        .. Enumerable.Range(0, Findings.Count).Select(k => prediction.Probabilities?[k].ToString("F6", CultureInfo.InvariantCulture) ?? ""),
        prediction.Refer ? "true" : "false",
        prediction.Error ?? string.Join("; ", prediction.Reasons),
        prediction.Model,
    ]);

    private void Row(IReadOnlyList<string> fields)
    {
        foreach (var field in fields)
            csv.WriteField(field);
        csv.NextRecord();
    }

    /// <inheritdoc/>
    public void Dispose() => csv.Dispose();
}
