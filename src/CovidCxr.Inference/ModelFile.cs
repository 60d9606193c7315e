using CovidCxr.Core.Models;

namespace CovidCxr.Inference;

/// <summary>A model file opened for scoring: its card and its graph on ONNX Runtime.</summary>
public sealed class ModelFile : IDisposable
{
    private ModelFile(ModelCard card) => Card = card;

    /// <summary>What the file says of itself.</summary>
    public ModelCard Card { get; }

    /// <summary>Opens a model file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="threads">Threads of one batch, at least 1.</param>
    /// <exception cref="Core.InputException">Missing, truncated, of another kind, or its card does not fit its graph.</exception>
    public static ModelFile Open(string path, int threads) => throw new NotImplementedException();

    /// <summary>Scores images.</summary>
    /// <param name="pixels">[b, s, s], grey, row by row, s the card's input size.</param>
    /// <param name="count">b.</param>
    public IReadOnlyList<ModelOutput> Score(ReadOnlySpan<byte> pixels, int count) => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
