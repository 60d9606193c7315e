using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Inference.Output;

namespace CovidCxr.Shell.Resume;

/// <summary>Reads what a CSV file of predictions holds, one that a killed run left behind too.</summary>
internal static class CsvResume
{
    private const int FileColumn = 0, ClassColumn = 1, ModelColumn = 7, Columns = 8;

    /// <summary>Reads it.</summary>
    /// <exception cref="InputException">It is no table of predictions, or of more than one model.</exception>
    public static ResumeState Read(string path)
    {
        var held = new ResumeState(path);
        var first = true;
        foreach (var (text, end, whole) in OutputLines.Read(path, quotes: true))
        {
            if (!whole)
                break;
            if (first)
            {
                if (text != PredictionCsv.Header)
                    throw NoTable(path);
                held.Length = end;
                first = false;
                continue;
            }
            var fields = Csv.Split(text);
            if (fields.Count != Columns)
                throw NoTable(path);
            held.Add(fields[FileColumn], fields[ClassColumn].Length == 0, fields[ModelColumn], end);
        }
        return held;
    }

    private static InputException NoTable(string path) =>
        new($"--out {path} is no table of 'covidcxr predict --format csv'; choose another --out, or leave out --resume to replace it");
}
