using System.Text.Json;
using CovidCxr.Core;
using CovidCxr.Core.Metrics;
using CovidCxr.Core.ModelCards;
using CovidCxr.Core.Storage;
using Microsoft.ML.OnnxRuntime;

namespace CovidCxr.Inference.Models;

/// <summary>A model file opened for scoring: its card and its graph on ONNX Runtime.</summary>
/// <remarks>Safe to use from several threads at once.</remarks>
public sealed class ModelFile : IDisposable
{
    // n images, s = input size, h and w places of a map

    /// <summary>Images in one run of the graph; more only take more memory.</summary>
    private const int Largest = 64;

    private readonly InferenceSession session;
    private readonly IReadOnlyList<string> outputs;

    private ModelFile(ModelCard card, InferenceSession session)
    {
        Card = card;
        this.session = session;
        outputs = [.. ModelCardCheck.Outputs.Where(session.OutputMetadata.ContainsKey)];
    }

    /// <summary>What the file says of itself.</summary>
    public ModelCard Card { get; }

    /// <summary>Whether the graph says how much each place speaks for each class.</summary>
    public bool HasMaps => outputs.Contains(GraphNames.Maps);

    /// <summary>Whether the graph measures the distance from the training images.</summary>
    public bool HasNovelty => outputs.Contains(GraphNames.Novelty);

    /// <summary>Opens a model file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="threads">Threads of one batch, at least 1.</param>
    /// <exception cref="InputException">Missing, truncated, of another kind, or its card does not fit its graph.</exception>
    public static ModelFile Open(string path, int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        OnnxRuntimeSetup.EnsureReady();
        OnnxEnvelope.Check(path);
        InferenceSession? session = null;
        try
        {
            session = Session(path, threads);
            var card = ReadCard(path, session);
            if (ModelCardCheck.Mistake(card, session) is { } mistake)
                throw new InputException($"{path}: {mistake}; get the model file again, or export it again");
            return new ModelFile(card, session);
        }
        catch
        {
            session?.Dispose();
            throw;
        }
    }

    /// <summary>Scores images.</summary>
    /// <param name="pixels">[n, s, s], gray, row by row, s the card's input size.</param>
    /// <param name="count">n, 0 or more; memory does not grow with it beyond the result.</param>
    /// <returns>One for each image, in their order.</returns>
    /// <exception cref="ArgumentException">The number of pixels is not <paramref name="count"/> images.</exception>
    public IReadOnlyList<ModelOutput> Score(ReadOnlySpan<byte> pixels, int count)
    {
        var area = Card.InputSize * Card.InputSize;
        if (count < 0 || pixels.Length != (long)count * area)
            throw new ArgumentException($"{pixels.Length} pixels are not {count} images of {Card.InputSize} x {Card.InputSize}", nameof(pixels));
        var scored = new List<ModelOutput>(count);
        for (var first = 0; first < count; first += Largest)
        {
            var batch = Math.Min(Largest, count - first);
            Run(pixels.Slice(first * area, batch * area), batch, scored);
        }
        return scored;
    }

    /// <inheritdoc/>
    public void Dispose() => session.Dispose();

    private static InferenceSession Session(string path, int threads)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        // Waiting threads would turn in circles and take the processor from those that decode images.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        try
        {
            return new InferenceSession(path, options);
        }
        catch (OnnxRuntimeException e)
        {
            throw new InputException($"{path} is no model that ONNX Runtime can run ({FileError.Reason(e)}); get the model file again", e);
        }
    }

    private static ModelCard ReadCard(string path, InferenceSession session)
    {
        if (!session.ModelMetadata.CustomMetadataMap.TryGetValue(ModelCard.MetadataKey, out var json))
            throw new InputException($"{path} is an ONNX model without a card; give a model file that 'covidcxr export' wrote");
        try
        {
            return ModelCardJson.ReadCard(json);
        }
        catch (JsonException e)
        {
            throw new InputException($"{path}: its card cannot be read ({e.Message}); get the model file again, or export it again", e);
        }
    }

    private void Run(ReadOnlySpan<byte> pixels, int count, List<ModelOutput> scored)
    {
        using var input = OrtValue.CreateAllocatedTensorValue(
            OrtAllocator.DefaultInstance, Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.UInt8, [count, 1, Card.InputSize, Card.InputSize]);
        pixels.CopyTo(input.GetTensorMutableDataAsSpan<byte>());
        using var options = new RunOptions();
        using var results = session.Run(options, [GraphNames.Pixels], [input], outputs);

        var probabilities = Values(GraphNames.Probabilities, results);
        var scores = Values(GraphNames.Scores, results);
        var maps = HasMaps ? Values(GraphNames.Maps, results) : [];
        var novelty = HasNovelty ? Values(GraphNames.Novelty, results) : [];
        var (height, width) = HasMaps ? MapSize(results) : (0, 0);
        var area = Findings.Count * height * width;
        for (var i = 0; i < count; i++)
        {
            scored.Add(new ModelOutput(
                probabilities.Slice(i * Findings.Count, Findings.Count).ToArray(),
                maps.Slice(i * area, area).ToArray(),
                width,
                height,
                HasNovelty ? novelty[i] : null)
            {
                Scores = scores.Slice(i * Findings.Count, Findings.Count).ToArray(),
            });
        }
    }

    private ReadOnlySpan<float> Values(string name, IDisposableReadOnlyCollection<OrtValue> results) => Value(name, results).GetTensorDataAsSpan<float>();

    private (int Height, int Width) MapSize(IDisposableReadOnlyCollection<OrtValue> results)
    {
        var shape = Value(GraphNames.Maps, results).GetTensorTypeAndShape().Shape;
        return ((int)shape[2], (int)shape[3]);
    }

    private OrtValue Value(string name, IDisposableReadOnlyCollection<OrtValue> results)
    {
        for (var i = 0; i < outputs.Count; i++)
            if (outputs[i] == name)
                return results[i];
        throw new InvalidOperationException($"the graph has no '{name}'"); // ModelCardCheck has seen to it that it has
    }
}
