using CovidCxr.Core;
using CovidCxr.Core.Evaluation;
using CovidCxr.Core.Storage;

namespace CovidCxr.Reports.Tables;

/// <summary>Writes the tables of a recipe within and across collections, by collection and by image, and reads the second.</summary>
public static class AcrossTable
{
    private const string Known = "known", Unseen = "never_seen";

    private static readonly string[] ImageColumns = ["source", "class", "group", "collection", "called"];

    /// <summary>Writes a CSV file with a row for each class of each collection, completely or not at all.</summary>
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

    /// <summary>Writes a CSV file with a row for each answer, completely or not at all.</summary>
    /// <param name="path">The file; replaced if it exists.</param>
    /// <param name="answers">The answers.</param>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void WriteImages(string path, IReadOnlyList<AcrossAnswer> answers)
    {
        var table = new CsvText(ImageColumns);
        foreach (var answer in answers)
            table.Row(answer.Source, answer.Actual.Name(), answer.Group, answer.IsKnown ? Known : Unseen, answer.Called.Name());
        AtomicFile.Write(path, file => file.Write(table.ToBytes()));
    }

    /// <summary>Reads what <see cref="WriteImages"/> writes.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">The file is missing or another one.</exception>
    public static IReadOnlyList<AcrossAnswer> ReadImages(string path)
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
        var answers = lines.Skip(1).Select(Csv.Split).Select(Answer).ToList();
        return lines.Count > 1 && lines[0] == string.Join(',', ImageColumns) && !answers.Contains(null)
            ? [.. answers.Select(answer => answer!)]
            : throw new InputException(
                $"--across {path}: not the table of images of 'covidcxr holdout'; give its across_images.csv "
                + "(run the command again in its folder if an earlier version made that: finished runs are kept)");
    }

    private static AcrossAnswer? Answer(IReadOnlyList<string> cells) =>
        cells is [var source, _, var group, Known or Unseen, _]
        && Findings.FromName(cells[1]) is { } actual && Findings.FromName(cells[4]) is { } called
            ? new(source, actual, group, cells[3] == Known, called)
            : null;
}
