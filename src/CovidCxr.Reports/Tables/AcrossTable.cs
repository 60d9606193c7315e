using CovidCxr.Core;
using CovidCxr.Core.Evaluation;
using CovidCxr.Core.Storage;

namespace CovidCxr.Reports.Tables;

/// <summary>Writes the table of a recipe within and across collections.</summary>
public static class AcrossTable
{
    /// <summary>Writes a CSV file completely or not at all.</summary>
    /// <param name="path">The file; replaced if it exists.</param>
    /// <param name="scores">The rows.</param>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void Write(string path, IReadOnlyList<AcrossScore> scores)
    {
        var table = new CsvText([
            "source", "class", "within_images", "within_right", "across_images", "across_right",
            .. Findings.All.Select(finding => $"across_called_{finding.Key()}"),
        ]);
        foreach (var score in scores)
            table.Row([
                score.Source, score.Actual.Name(), score.Within.Sum(), score.RightWithin, score.Across.Sum(), score.RightAcross,
                .. score.Across.Cast<object>(),
            ]);
        AtomicFile.Write(path, file => file.Write(table.ToBytes()));
    }
}
