using System.Globalization;
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

    /// <summary>Reads what <see cref="Write"/> writes.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">The file is missing or another one.</exception>
    public static IReadOnlyList<AcrossScore> Read(string path)
    {
        IReadOnlyList<string> lines;
        try
        {
            lines = Csv.Lines(RegularFile.ReadText(path));
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw FileError.CannotRead($"--across {path}", e);
        }
        var rows = lines.Skip(1).Select(Csv.Split).Select(Row).ToList();
        return lines.Count > 1 && !rows.Contains(null) ? [.. rows.Select(row => row!)] : throw new InputException(
            $"--across {path}: not a table of 'covidcxr holdout'; give its across.csv");
    }

    // The counts by class within are not in the table: its right ones count as the class's, and the others as another.
    private static AcrossScore? Row(IReadOnlyList<string> cells)
    {
        if (cells.Count != 6 + Findings.Count || Findings.FromName(cells[1]) is not { } actual
            || !int.TryParse(cells[2], CultureInfo.InvariantCulture, out var images))
            return null;
        var within = new int[Findings.Count];
        if (double.TryParse(cells[3], CultureInfo.InvariantCulture, out var right))
        {
            within[(int)actual] = (int)Math.Round(right * images);
            within[((int)actual + 1) % Findings.Count] = images - within[(int)actual];
        }
        var across = cells.Skip(6).Select(cell => int.TryParse(cell, CultureInfo.InvariantCulture, out var count) ? count : 0).ToArray();
        return new AcrossScore(cells[0], actual, within, across);
    }
}
