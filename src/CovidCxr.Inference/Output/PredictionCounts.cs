using CovidCxr.Core;

namespace CovidCxr.Inference.Output;

/// <summary>Counts predictions, for the line at the end.</summary>
public sealed class PredictionCounts
{
    private readonly long[] classes = new long[Findings.Count];
    private long referred;

    /// <summary>Files that could not be read.</summary>
    public long Unread { get; private set; }

    /// <summary>Files that were scored.</summary>
    public long Scored => classes.Sum();

    /// <summary>For example <c>12 X-rays: 3 COVID-19, 4 Normal, 5 Pneumonia; 6 for a person to read; 1 file not read</c>.</summary>
    public string Summary =>
        $"{Scored} {(Scored == 1 ? "X-ray" : "X-rays")}: {string.Join(", ", Findings.All.Select(f => $"{classes[(int)f]} {f.Name()}"))}; {referred} for a person to read"
        + (Unread == 0 ? "" : $"; {Unread} {(Unread == 1 ? "file" : "files")} not read");

    /// <summary>Counts one.</summary>
    public void Add(Prediction prediction)
    {
        if (prediction.Class is not { } finding)
        {
            Unread++;
            return;
        }
        classes[(int)finding]++;
        if (prediction.Refer)
            referred++;
    }
}
