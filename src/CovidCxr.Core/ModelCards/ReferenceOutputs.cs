namespace CovidCxr.Core.ModelCards;

/// <summary>Outputs of the training library for some images, which a model file with the same weights must match.</summary>
public sealed record ReferenceOutputs
{
    /// <summary>n, the number of images.</summary>
    public required int Count { get; init; }

    /// <summary>[n, s, s], gray, row by row; s is the model's input size.</summary>
    public required byte[] Pixels { get; init; }

    /// <summary>[n, 3], before calibration and softmax.</summary>
    public required float[] Scores { get; init; }

    /// <summary>[n, 3], calibrated.</summary>
    public required float[] Probabilities { get; init; }

    /// <summary>[n, 3, h, w], class-activation maps; empty if the network has none.</summary>
    public float[] Maps { get; init; } = [];

    /// <summary>[n, c], what novelty is measured on; empty if the network has none.</summary>
    public float[] Features { get; init; } = [];
}
