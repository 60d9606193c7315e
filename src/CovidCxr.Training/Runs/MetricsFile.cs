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

    /// <summary>Reads the rows.</summary>
    /// <exception cref="InputException">The file is missing or damaged.</exception>
    public static IReadOnlyList<EpochRecord> Read(string path)
    {
        if (!File.Exists(path))
            throw new InputException($"{path}: no such file; give the folder of a run that has finished an epoch");
        var lines = File.ReadAllLines(path);
        if (lines.Length == 0 || lines[0] != Header)
            throw new InputException($"{path}: the first line is not '{Header}'; restore the file or train again");
        return [.. lines.Skip(1).Select((line, i) => Parse(path, i + 2, line))];
    }

    private static EpochRecord Parse(string path, int number, string line)
    {
        try
        {
            return EpochColumn.Record([.. line.Split(',').Select(double.Parse)]);
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            throw new InputException($"{path}: line {number} is damaged ('{line}'); restore the file or train again", e);
        }
    }
}
