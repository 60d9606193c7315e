namespace CovidCxr.Core;

/// <summary>What is said of one image whose class is not known.</summary>
public sealed record Prediction
{
    /// <summary>The file.</summary>
    public required string File { get; init; }

    /// <summary>[3], in the order of <see cref="Findings.All"/>, each 0 to 1, summing to 1; null where the file could not be read.</summary>
    public IReadOnlyList<double>? Probabilities { get; init; }

    /// <summary>The operating points that it passes, by finding and the strictest of each last; empty where the model has none.</summary>
    public IReadOnlyList<PassedPoint> OperatingPoints { get; init; } = [];

    /// <summary>Why a person should read the image, in stable words; empty where nothing speaks for it.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>The model that says so, with its version.</summary>
    public required string Model { get; init; }

    /// <summary>Why the file could not be read, one line; null where it could.</summary>
    public string? Error { get; init; }

    /// <summary>Whether a person should read the image.</summary>
    public bool Refer => Error is not null || Reasons.Count > 0;

    /// <summary>The class of the highest probability; null where the file could not be read.</summary>
    public Finding? Class => Probabilities is null ? null : Findings.MostLikely(Probabilities);
}
