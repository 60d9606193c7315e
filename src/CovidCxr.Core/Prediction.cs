namespace CovidCxr.Core;

/// <summary>The prediction for one image file: probabilities and reasons to refer it to a person, or the error of reading it.</summary>
public sealed record Prediction
{
    /// <summary>The file.</summary>
    public required string File { get; init; }

    /// <summary>[3], in the order of <see cref="Findings.All"/>, each 0 to 1, summing to 1; null if the file could not be read.</summary>
    public IReadOnlyList<double>? Probabilities { get; init; }

    /// <summary>
    /// The operating points that the image reaches, ordered by finding and then by rising threshold; empty if the model has none.
    /// </summary>
    public IReadOnlyList<OperatingPoint> OperatingPoints { get; init; } = [];

    /// <summary>Stable words for why a person should read the image; empty if nothing speaks for it.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>The model's name and version.</summary>
    public required string Model { get; init; }

    /// <summary>The image's size as it is seen, pixels; null if the file could not be read.</summary>
    public ImageSize? Size { get; init; }

    /// <summary>How the file was read; null if it could not be.</summary>
    public ImageReading? Reading { get; init; }

    /// <summary>What speaks against the model's results on adults, see <see cref="IClassifier.Warning"/>; null for nothing.</summary>
    public string? Warning { get; init; }

    /// <summary>Why the file could not be read, one line; null if it could.</summary>
    public string? Error { get; init; }

    /// <summary>Why the images of the heat map could not be written, one line; null if they were, or none were asked for.</summary>
    public string? MapError { get; init; }

    /// <summary>Whether a person should read the image.</summary>
    public bool Refer => Error is not null || Reasons.Count > 0;

    /// <summary>The class of the highest probability; null if the file could not be read.</summary>
    public Finding? Class => Probabilities is null ? null : Findings.MostLikely(Probabilities);

    /// <summary>Divides a network's probabilities by their sum, in double: a float softmax sums to 1 only within about 1e-7.</summary>
    /// <param name="probabilities">[k], at least 0, not all 0.</param>
    /// <returns>[k], summing to 1 within double precision.</returns>
    public static double[] Normalize(ReadOnlySpan<float> probabilities)
    {
        var sum = 0.0;
        foreach (var probability in probabilities)
            sum += probability;
        var normalized = new double[probabilities.Length];
        for (var k = 0; k < normalized.Length; k++)
            normalized[k] = probabilities[k] / sum;
        return normalized;
    }
}
