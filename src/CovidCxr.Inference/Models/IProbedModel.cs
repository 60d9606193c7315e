using CovidCxr.Core;
using CovidCxr.Core.ModelCards;

namespace CovidCxr.Inference.Models;

/// <summary>A model of which an audit asks more than its probabilities.</summary>
public interface IProbedModel
{
    /// <summary>The model as it predicts.</summary>
    IClassifier Classifier { get; }

    /// <summary>The model's card; null for a foreign one.</summary>
    ModelCard? Card { get; }

    /// <summary>The collections that it was trained on, by their short names; empty if they are not known.</summary>
    IReadOnlyList<string> TrainedOn { get; }

    /// <summary>Whether a layer was found whose input can be given out.</summary>
    bool HasFeatures { get; }

    /// <summary>Computes what the last layer reads; of feature maps the mean over their cells. Safe to call from several threads.</summary>
    /// <param name="pixels">[b, s, s], gray, row by row.</param>
    /// <param name="count">b, at least 1.</param>
    /// <returns>[b][c].</returns>
    /// <exception cref="InvalidOperationException">The model has no features.</exception>
    float[][] Features(ReadOnlySpan<byte> pixels, int count);

    /// <summary>Opens the same network with fresh weights, of which no explanation can depend on anything learned.</summary>
    /// <param name="seed">The same seed gives the same weights.</param>
    IClassifier OpenRandomized(ulong seed);
}
