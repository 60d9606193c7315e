using CovidCxr.Training.Loop;

namespace CovidCxr.Training.Tests.Loop;

/// <summary>Reports progress at once, on the thread that made it.</summary>
internal sealed class Watch(Action<TrainingProgress> report) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value) => report(value);
}
