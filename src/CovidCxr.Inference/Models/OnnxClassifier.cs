using System.Text.Json;
using CovidCxr.Core;
using CovidCxr.Core.ModelCards;
using CovidCxr.Core.Storage;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace CovidCxr.Inference.Models;

/// <summary>A model file: its card, and its graph on ONNX Runtime.</summary>
public sealed class OnnxClassifier : IClassifier
{
    // b images, s the input size, h and w the cells of a map

    /// <summary>Images in one run of the graph; more would only take more memory.</summary>
    private const int LargestBatch = 64;

    private readonly InferenceSession session;
    private readonly IReadOnlyList<string> outputs;

    private OnnxClassifier(ModelCard card, InferenceSession session, string fingerprint)
    {
        Card = card;
        Model = $"{card.Name} {card.Version} {fingerprint}";
        this.session = session;
        outputs = [.. ModelCardCheck.KnownOutputs.Where(session.OutputMetadata.ContainsKey)];
    }

    /// <summary>The model card that the file carries.</summary>
    public ModelCard Card { get; }

    /// <inheritdoc/>
    /// <remarks>The card's name and version, and the file's <see cref="FileFingerprint"/>.</remarks>
    public string Model { get; }

    /// <inheritdoc/>
    public int InputSize => Card.InputSize;

    /// <inheritdoc/>
    public IReadOnlyList<OperatingPoint> OperatingPoints => Card.Calibration.OperatingPoints;

    /// <inheritdoc/>
    public double? NoveltyLimit => Card.NoveltyLimit;

    /// <inheritdoc/>
    public string? Warning => AdultsWarning.Of(Card);

    /// <summary>Whether the graph gives out a map of each class.</summary>
    public bool HasMaps => outputs.Contains(GraphNames.Maps);

    /// <summary>Whether the graph measures the distance from the training images.</summary>
    public bool HasNovelty => outputs.Contains(GraphNames.Novelty);

    /// <summary>Opens a model file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="threads">Threads that compute one batch, at least 1; with 1, the calling thread computes it.</param>
    /// <exception cref="InputException">The file is missing, truncated, of another kind, or its card does not match its graph.</exception>
    public static OnnxClassifier Open(string path, int threads = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        // Hashing the file takes as long as starting the runtime, and neither needs the other.
        var fingerprint = Task.Run(() => FileFingerprint.Of(path));
        OnnxRuntimeSetup.EnsureReady();
        OnnxEnvelope.Check(path);
        InferenceSession? session = null;
        try
        {
            session = StartSession(path, threads);
            var card = ReadCard(path, session);
            if (ModelCardCheck.FindMismatch(card, session) is { } mismatch)
                throw new InputException($"{path}: {mismatch}; get the model file again, or export it again");
            return new OnnxClassifier(card, session, fingerprint.GetAwaiter().GetResult());
        }
        catch
        {
            session?.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The number of pixels is not that of <paramref name="count"/> images.</exception>
    public IReadOnlyList<ModelOutput> Classify(ReadOnlySpan<byte> pixels, int count)
    {
        var area = InputSize * InputSize;
        if (count < 0 || pixels.Length != (long)count * area)
            throw new ArgumentException($"{pixels.Length} pixels are not {count} images of {InputSize} x {InputSize}", nameof(pixels));
        var classified = new List<ModelOutput>(count);
        for (var first = 0; first < count; first += LargestBatch)
        {
            var batch = Math.Min(LargestBatch, count - first);
            Run(pixels.Slice(first * area, batch * area), batch, classified);
        }
        return classified;
    }

    /// <inheritdoc/>
    public void Dispose() => session.Dispose();

    private static InferenceSession StartSession(string path, int threads)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        // Waiting threads would spin and take processor time from the threads that decode images.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        try
        {
            return new InferenceSession(path, options);
        }
        catch (OnnxRuntimeException e)
        {
            throw new InputException(
                $"{path} is not a model that ONNX Runtime can run ({FileError.Reason(e)}); get the model file again", e);
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
            throw new InputException(
                $"{path}: its card cannot be read ({e.Message}); get the model file again, or export it again", e);
        }
    }

    private void Run(ReadOnlySpan<byte> pixels, int count, List<ModelOutput> classified)
    {
        using var input = OrtValue.CreateAllocatedTensorValue(
            OrtAllocator.DefaultInstance, TensorElementType.UInt8, [count, 1, InputSize, InputSize]);
        pixels.CopyTo(input.GetTensorMutableDataAsSpan<byte>());
        using var options = new RunOptions();
        using var results = session.Run(options, [GraphNames.Pixels], [input], outputs);

        var probabilities = Values(GraphNames.Probabilities, results); // [b, 3]
        var scores = Values(GraphNames.Scores, results); // [b, 3]
        var maps = HasMaps ? Values(GraphNames.Maps, results) : []; // [b, 3, h, w]
        var novelty = HasNovelty ? Values(GraphNames.Novelty, results) : []; // [b]
        var (height, width) = HasMaps ? MapSize(results) : (0, 0);
        var area = Findings.Count * height * width;
        for (var i = 0; i < count; i++)
        {
            classified.Add(new ModelOutput(
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

    private ReadOnlySpan<float> Values(string name, IDisposableReadOnlyCollection<OrtValue> results) =>
        Result(name, results).GetTensorDataAsSpan<float>();

    private (int Height, int Width) MapSize(IDisposableReadOnlyCollection<OrtValue> results)
    {
        var shape = Result(GraphNames.Maps, results).GetTensorTypeAndShape().Shape;
        return ((int)shape[2], (int)shape[3]);
    }

    private OrtValue Result(string name, IDisposableReadOnlyCollection<OrtValue> results)
    {
        for (var i = 0; i < outputs.Count; i++)
            if (outputs[i] == name)
                return results[i];
        throw new InvalidOperationException($"the graph has no '{name}'"); // ModelCardCheck has made sure that it has
    }
}
