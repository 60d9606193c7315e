using CovidCxr.Core;

namespace CovidCxr.Inference.Output;

/// <summary>Counts predictions for a summary. Not safe to call from several threads at once.</summary>
public sealed class PredictionCounts
{
    private readonly long[] classes = new long[Findings.Count];
    private long referred;

    /// <summary>Files that could not be read.</summary>
    public long Unread { get; private set; }

    /// <summary>Files that were read and classified.</summary>
    public long Scored => classes.Sum();

    /// <summary>
    /// One line, for example <c>12 X-rays: 3 COVID-19, 4 Normal, 5 Pneumonia; 6 for a person to read; 1 file not read</c>.
    /// </summary>
    public string Summary
    {
        get
        {
            var counts = string.Join(", ", Findings.All.Select(finding => $"{classes[(int)finding]} {finding.Name()}"));
            var unread = Unread == 0 ? "" : $"; {Unread} {(Unread == 1 ? "file" : "files")} not read";
            return $"{Scored} {(Scored == 1 ? "X-ray" : "X-rays")}: {counts}; {referred} for a person to read{unread}";
        }
    }

    /// <summary>Counts one prediction.</summary>
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
