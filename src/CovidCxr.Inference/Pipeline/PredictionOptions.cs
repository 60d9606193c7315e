namespace CovidCxr.Inference.Pipeline;

/// <summary>How predicting is done.</summary>
public sealed record PredictionOptions
{
    /// <summary>Images that are worked on at once, at least 1; default: one for each processor.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Called with every image that is scored, before its prediction is given out, from several threads at once; default: nothing.</summary>
    public Action<ScoredPicture>? OnScored { get; init; }
}
