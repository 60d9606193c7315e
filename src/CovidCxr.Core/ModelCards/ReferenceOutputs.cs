using CovidCxr.Core.Metrics;

namespace CovidCxr.Core.ModelCards;

/// <summary>What the training library says of some images; a model file made from the same weights is held to it.</summary>
public sealed record ReferenceOutputs
{
    /// <summary>n, the number of images.</summary>
    public required int Count { get; init; }

    /// <summary>[n, s, s], gray, row by row, s the model's input size.</summary>
    public required byte[] Pixels { get; init; }

    /// <summary>[n, 3], before the softmax.</summary>
    public required float[] Scores { get; init; }

    /// <summary>[n, 3], calibrated.</summary>
    public required float[] Probabilities { get; init; }

    /// <summary>[n, 3, h, w], how much each place speaks for each class; empty where the network has no maps.</summary>
    public float[] Maps { get; init; } = [];
}
