using CovidCxr.Core;
using CovidCxr.Core.ModelCards;
using CovidCxr.Core.Storage;

namespace CovidCxr.Inference.Models;

/// <summary>A model file as a scorer.</summary>
public sealed class ModelFileScorer : IClassifier
{
    private readonly ModelFile file;

    private ModelFileScorer(ModelFile file, string fingerprint)
    {
        this.file = file;
        Model = $"{file.Card.Name} {file.Card.Version} {fingerprint}";
    }

    /// <inheritdoc/>
    /// <remarks>Name, version and <see cref="FileFingerprint"/>.</remarks>
    public string Model { get; }

    /// <inheritdoc/>
    public int InputSize => file.Card.InputSize;

    /// <inheritdoc/>
    public IReadOnlyList<OperatingPoint> OperatingPoints => file.Card.Calibration.OperatingPoints;

    /// <inheritdoc/>
    public double? NoveltyLimit => file.Card.NoveltyLimit;

    /// <summary>Opens a model file. Every batch is computed by the thread that asks for it; several may ask at once.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">Missing, truncated, of another kind, or its card does not fit its graph.</exception>
    public static ModelFileScorer Open(string path)
    {
        // Hashing takes as long as the runtime's own start; they do not need each other.
        var fingerprint = Task.Run(() => FileFingerprint.Of(path));
        var file = ModelFile.Open(path, threads: 1);
        try
        {
            return new ModelFileScorer(file, fingerprint.GetAwaiter().GetResult());
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<ModelOutput> Score(ReadOnlySpan<byte> pixels, int count) => file.Score(pixels, count);

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
