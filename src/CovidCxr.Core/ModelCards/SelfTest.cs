namespace CovidCxr.Core.ModelCards;

/// <summary>A drawn image and the probabilities that the model must give it; every model file contains one.</summary>
public sealed record SelfTest
{
    /// <summary>[s, s], gray, row by row; s is the model's input size. Base64 in the file.</summary>
    public required byte[] Pixels { get; init; }

    /// <summary>[3], calibrated probabilities in the order of the card's labels.</summary>
    public required IReadOnlyList<double> Probabilities { get; init; }

    /// <summary>The largest difference of a probability that passes.</summary>
    public double Tolerance { get; init; } = 1e-4;
}
