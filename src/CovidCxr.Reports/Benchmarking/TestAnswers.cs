using CovidCxr.Core;
using CovidCxr.Core.Metrics;
using CovidCxr.Core.Storage;

namespace CovidCxr.Reports.Benchmarking;

/// <summary>Which test images the runs of a recipe are right about, to compare recipes image by image.</summary>
/// <param name="Right">By image: the share of the runs that are right, 0 to 1.</param>
/// <param name="Groups">By image: its group of patients.</param>
internal sealed record TestAnswers(IReadOnlyDictionary<string, double> Right, IReadOnlyDictionary<string, string> Groups)
{
    private const string Test = "test/"; // where the test images of a dataset lie

    /// <summary>Reads the predictions in the reports of a recipe's runs.</summary>
    /// <param name="reports">Folders of the reports, at least one.</param>
    /// <exception cref="InputException">A file is missing or damaged.</exception>
    public static TestAnswers Read(IReadOnlyList<string> reports)
    {
        var rows = reports.SelectMany(ReadTest).ToLookup(row => row[0]);
        return new(
            rows.ToDictionary(image => image.Key, image => image.Average(row => row[2] == row[3] ? 1.0 : 0)),
            rows.ToDictionary(image => image.Key, image => image.First()[1]));
    }

    /// <summary>The mean answers of several recipes.</summary>
    public static TestAnswers Mean(IReadOnlyList<TestAnswers> answers) => new(
        answers[0].Right.Keys.ToDictionary(image => image, image => answers.Average(one => one.Right[image])), answers[0].Groups);

    /// <summary>By how much the accuracy is above another one, with the interval over groups of patients.</summary>
    public (double Difference, Interval? Interval) Minus(TestAnswers other)
    {
        string[] images = [.. Right.Keys.Order(StringComparer.Ordinal)];
        var differences = Array.ConvertAll(images, image => Right[image] - other.Right[image]);
        var bootstrap = new GroupBootstrap(images.Select(image => Groups[image]));
        return (differences.Average(), bootstrap.Of(copies =>
        {
            var (sum, count) = (0.0, 0);
            for (var i = 0; i < copies.Length; i++)
                (sum, count) = (sum + (copies[i] * differences[i]), count + copies[i]);
            return sum / count;
        }));
    }

    private static IEnumerable<IReadOnlyList<string>> ReadTest(string report)
    {
        var path = Path.Combine(report, ReportFiles.Predictions);
        try
        {
            return Csv.Lines(RegularFile.ReadText(path)).Select(Csv.Split)
                .Where(row => row.Count > 3 && row[0].StartsWith(Test, StringComparison.Ordinal)).ToList();
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw FileError.CannotRead(path, e, "restore the report, or benchmark again into another folder");
        }
    }
}
