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

    /// <summary>Opens what computes the features; the caller disposes it, for it holds the network once more.</summary>
    /// <exception cref="InvalidOperationException">The model has no features.</exception>
    IFeatureExtractor OpenFeatures();

    /// <summary>
    /// Opens the same network with fresh weights, of which no explanation can depend on anything learned; the caller disposes it.
    /// </summary>
    /// <param name="seed">The same seed gives the same weights.</param>
    IClassifier OpenRandomized(ulong seed);
}

/// <summary>Computes what the last layer of a network reads; of feature maps the mean over their cells.</summary>
public interface IFeatureExtractor : IDisposable
{
    /// <summary>Computes the features of images. Safe to call from several threads.</summary>
    /// <param name="pixels">[b, s, s], gray, row by row.</param>
    /// <param name="count">b, at least 1.</param>
    /// <returns>[b][c].</returns>
    float[][] Of(ReadOnlySpan<byte> pixels, int count);
}
