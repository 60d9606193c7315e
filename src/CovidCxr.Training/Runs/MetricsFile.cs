using CovidCxr.Core;
using CovidCxr.Core.Evaluation;
using CovidCxr.Core.Storage;

namespace CovidCxr.Training.Runs;

/// <summary>A run's <c>metrics.csv</c>: the columns of <see cref="EpochColumn.All"/>, one row for every finished epoch.</summary>
public static class MetricsFile
{
    private static readonly string Header = Csv.Line(EpochColumn.All.Select(column => column.Name));

    /// <summary>Writes all rows, completely or not at all.</summary>
    /// <exception cref="InputException">The file cannot be written, for example because the disk is full.</exception>
    public static void Write(string path, IEnumerable<EpochRecord> records)
    {
        var rows = records.Select(record => EpochColumn.All.Select(column => column.Cell(record)));
        AtomicFile.Write(path, Csv.Table(EpochColumn.All.Select(column => column.Name), rows));
    }

    /// <summary>Reads the rows, of the epochs from 1 on.</summary>
    /// <param name="path">The file.</param>
    /// <param name="epochs">The number of epochs that it must hold at least.</param>
    /// <exception cref="InputException">The file is missing or damaged, or holds fewer epochs.</exception>
    public static IReadOnlyList<EpochRecord> Read(string path, int epochs = 0)
    {
        if (!File.Exists(path))
            throw new InputException($"{path}: no such file; give the folder of a run that has finished an epoch");
        var lines = ReadLines(path);
        if (lines.Length == 0 || lines[0] != Header)
            throw new InputException($"{path}: the first line is not '{Header}'; restore the file or train again");
        if (lines.Length - 1 < epochs)
            throw new InputException(
                $"{path}: has {Counted.Of(lines.Length - 1, "epoch")} of the {epochs} that the run has finished; "
                + "restore the file or train again");
        return [.. lines.Skip(1).Select((line, i) => Parse(path, i + 1, line))];
    }

    private static string[] ReadLines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw FileError.CannotRead(path, e);
        }
    }

    private static EpochRecord Parse(string path, int epoch, string line)
    {
        try
        {
            var record = EpochColumn.Record([.. line.Split(',').Select(double.Parse)]);
            return record.Epoch == epoch ? record : throw new FormatException($"epoch {record.Epoch} in place of {epoch}");
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            throw new InputException($"{path}: line {epoch + 1} is damaged ('{line}'); restore the file or train again", e);
        }
    }
}
