using CovidCxr.Core;

namespace CovidCxr.Datasets.Tests.Fetching;

/// <summary>Keeps every report, in order, on the thread that reports.</summary>
internal sealed class ProgressLog : IProgress<WorkProgress>
{
    public List<WorkProgress> Reports { get; } = [];

    public Action<WorkProgress>? Heard { get; init; }

    public void Report(WorkProgress value)
    {
        Reports.Add(value);
        Heard?.Invoke(value);
    }
}
