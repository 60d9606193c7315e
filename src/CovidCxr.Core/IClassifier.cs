namespace CovidCxr.Core;

/// <summary>A trained network that classifies chest X-rays. Safe to call from several threads at once.</summary>
public interface IClassifier : IDisposable
{
    /// <summary>The model's name and version, written beside every prediction; two different models never share it.</summary>
    string Model { get; }

    /// <summary>s, the side of the square input, pixels.</summary>
    int InputSize { get; }

    /// <summary>Thresholds for each finding, chosen on validation; empty if the model has none.</summary>
    IReadOnlyList<OperatingPoint> OperatingPoints { get; }

    /// <summary>
    /// The largest distance from the training images at which an image still counts as like them; null if the model does not
    /// measure that distance.
    /// </summary>
    double? NoveltyLimit { get; }

    /// <summary>
    /// What speaks against the model's results on adults, half a sentence (<see cref="ModelCards.AdultsWarning"/>); null for nothing.
    /// </summary>
    string? Warning { get; }

    /// <summary>The classes that the model was trained without: it cannot recognize them. By default none.</summary>
    IReadOnlyList<Finding> Untrained => [];

    /// <summary>The fold of the controls that the model did not learn from; null, as by default, if it learned from none at all.</summary>
    HeldOutFold? HeldOutControls => null;

    /// <summary>
    /// [3], the shares of the classes for which the probabilities hold; null, as by default, if the model does not say.
    /// </summary>
    IReadOnlyList<double>? Mix => null;

    /// <summary>Whether the model has learned from images of an age in years; true, as by default, if that is not known.</summary>
    bool CoversAge(double years) => true;

    /// <summary>Classifies a batch of images.</summary>
    /// <param name="pixels">[b, s, s], gray, row by row, 0 black to 255 white.</param>
    /// <param name="count">b, at least 0.</param>
    /// <returns>[b], in the order of the images.</returns>
    IReadOnlyList<ModelOutput> Classify(ReadOnlySpan<byte> pixels, int count);

    /// <summary>
    /// Classifies one image with maps that <see cref="Classify"/> leaves out because they take longer; null, as by default, if the model
    /// has no such maps.
    /// </summary>
    /// <param name="pixels">[s, s], as of <see cref="Classify"/>.</param>
    ModelOutput? Explain(ReadOnlySpan<byte> pixels) => null;
}

/// <summary>A network's outputs for one image.</summary>
/// <param name="Probabilities">[3], calibrated, in the order of <see cref="Findings.All"/>.</param>
/// <param name="Maps">[3, h, w], how strongly each cell speaks for each class; empty if the network has no maps.</param>
/// <param name="MapWidth">w; 0 without maps.</param>
/// <param name="MapHeight">h; 0 without maps.</param>
/// <param name="Novelty">Distance from the training images, at least 0; null if the network does not measure it.</param>
public sealed record ModelOutput(float[] Probabilities, float[] Maps, int MapWidth, int MapHeight, float? Novelty)
{
    /// <summary>[3], the scores before calibration and softmax; empty if the classifier does not give them out.</summary>
    public float[] Scores { get; init; } = [];
}
