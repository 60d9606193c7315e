namespace CovidCxr.Core.ModelCards;

/// <summary>A drawn image and what the model must say of it; a model file carries its own.</summary>
public sealed record SelfTest
{
    /// <summary>[s * s], gray, row by row, s the model's input size; base64 in the file.</summary>
    public required byte[] Pixels { get; init; }

    /// <summary>[3], calibrated probabilities in the order of the card's labels.</summary>
    public required IReadOnlyList<double> Probabilities { get; init; }

    /// <summary>Largest difference of a probability that still passes.</summary>
    public double Tolerance { get; init; } = 1e-4;
}
