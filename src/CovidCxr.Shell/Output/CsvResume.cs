using CovidCxr.Core.Storage;
using CovidCxr.Inference.Output;

namespace CovidCxr.Shell.Output;

/// <summary>Collects the predictions of a <see cref="PredictionCsv"/>. Half a row at the end is not kept.</summary>
/// <param name="state">Where to.</param>
internal sealed class CsvResume(ResumeState state) : IResumeParser
{
    private const int FileColumn = 0, ClassColumn = 1, ModelColumn = 7, Columns = 8;

    private bool pastHeader;

    /// <inheritdoc/>
    public bool Take(OutputLine line)
    {
        if (!line.Whole)
            return true;
        var end = line.End + 1; // with the line feed
        if (!pastHeader)
        {
            pastHeader = true;
            state.KeptBytes = end;
            return line.Text == PredictionCsv.Header;
        }
        var fields = Csv.Split(line.Text);
        if (fields.Count != Columns)
            return false;
        state.Add(fields[FileColumn], unread: fields[ClassColumn].Length == 0, fields[ModelColumn], end);
        return true;
    }
}
