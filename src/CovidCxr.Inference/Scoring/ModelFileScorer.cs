using System.Security.Cryptography;
using CovidCxr.Core;
using CovidCxr.Core.Models;

namespace CovidCxr.Inference.Scoring;

/// <summary>A model file as a scorer.</summary>
public sealed class ModelFileScorer : IScorer
{
    // Enough to tell a person's model files apart, and the beginning of what sha256sum prints.
    private const int HashDigits = 8;

    private readonly ModelFile file;

    private ModelFileScorer(ModelFile file, string hash)
    {
        this.file = file;
        Model = $"{file.Card.Name} {file.Card.Version} {hash}";
    }

    /// <inheritdoc/>
    /// <remarks>Name, version and the first digits of the file's SHA-256.</remarks>
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
        var hash = Task.Run(() => Hash(path));
        var file = ModelFile.Open(path, threads: 1);
        try
        {
            return new ModelFileScorer(file, hash.GetAwaiter().GetResult());
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

    private static string Hash(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return Convert.ToHexStringLower(SHA256.HashData(stream))[..HashDigits];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path} cannot be read: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }
}
