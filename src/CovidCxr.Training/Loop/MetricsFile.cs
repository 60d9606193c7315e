using CovidCxr.Core;

namespace CovidCxr.Training.Loop;

/// <summary>A run's <c>metrics.csv</c>.</summary>
public static class MetricsFile
{
    private const string Header = "epoch,train_loss,train_accuracy,train_precision,train_recall,val_loss,val_accuracy,val_precision,val_recall,rate,seconds";

    /// <summary>Writes all rows, whole or not at all.</summary>
    public static void Write(string path, IEnumerable<EpochRecord> records)
    {
        var rows = records.Select(r => FormattableString.Invariant(
            $"{r.Epoch},{r.TrainLoss:F6},{r.TrainAccuracy:F6},{r.TrainPrecision:F6},{r.TrainRecall:F6},{r.ValLoss:F6},{r.ValAccuracy:F6},{r.ValPrecision:F6},{r.ValRecall:F6},{r.Rate:G6},{r.Seconds:F1}"));
        File.WriteAllText(path + ".partial", Header + "\n" + string.Concat(rows.Select(row => row + "\n")));
        File.Move(path + ".partial", path, overwrite: true);
    }

    /// <summary>Reads the rows.</summary>
    /// <exception cref="InputException">No such file, or a row that is not one of these.</exception>
    public static IReadOnlyList<EpochRecord> Read(string path)
    {
        if (!File.Exists(path))
            throw new InputException($"{path}: missing; give the folder of a run that has finished an epoch");
        var lines = File.ReadAllLines(path);
        if (lines.Length == 0 || lines[0] != Header)
            throw new InputException($"{path}: the first line is not '{Header}'; restore the file or train again");
        return [.. lines.Skip(1).Select((line, i) => Parse(path, i + 2, line))];
    }

    private static EpochRecord Parse(string path, int number, string line)
    {
        try
        {
            var v = line.Split(',').Select(double.Parse).ToArray();
            return new EpochRecord((int)v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8], v[9], v[10]);
        }
        catch (Exception e) when (e is FormatException or IndexOutOfRangeException)
        {
            throw new InputException($"{path}: line {number} is damaged ('{line}'); restore the file or train again", e);
        }
    }
}
