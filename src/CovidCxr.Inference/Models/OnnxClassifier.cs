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

    /// <inheritdoc/>
    public IReadOnlyList<Finding> Untrained => Card.UntrainedClasses ?? [];

    /// <inheritdoc/>
    public HeldOutFold? HeldOutControls => Card.HeldOutControls;

    /// <inheritdoc/>
    public IReadOnlyList<double>? Mix => Card.Calibration.Mix;

    /// <inheritdoc/>
    public bool CoversAge(double years) => Card.TrainedOn is not { } trained || TrainingAges.Cover(trained.Ages, years);

    /// <summary>Whether the graph gives out a map of each class.</summary>
    public bool HasMaps => outputs.Contains(GraphNames.Maps);

    /// <summary>Whether the graph measures the distance from the training images.</summary>
    public bool HasNovelty => outputs.Contains(GraphNames.Novelty);

    /// <summary>Opens a model file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="threads">Threads that compute one batch, at least 1; with 1, the calling thread computes it.</param>
    /// <param name="signedBy">The public key (PEM file) by which the file must be signed; null for no signature.</param>
    /// <exception cref="InputException">
    /// The file is missing, not signed, truncated, of another kind or damaged, its card does not match its graph, or it carries no checksum
    /// and fails its self-test.
    /// </exception>
    public static OnnxClassifier Open(string path, int threads = 1, string? signedBy = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        var reading = Task.Run(() => ModelFile.Read(path, signedBy));
        // Starting the runtime takes as long as reading and hashing the file, and neither needs the other.
        OnnxRuntimeSetup.EnsureReady();
        var file = reading.GetAwaiter().GetResult();
        InferenceSession? session = null;
        try
        {
            session = OnnxSession.Start(file.Path, file.Bytes, threads);
            var card = ReadCard(path, session);
            if (ModelCardCheck.FindMismatch(card, session) is { } mismatch)
                throw new InputException($"{path}: {mismatch}; get the model file again, or export it again");
            var classifier = new OnnxClassifier(card, session, file.Sha256[..FileFingerprint.Digits]);
            if (!file.IsVouchedFor)
                classifier.CheckByItself(path);
            return classifier;
        }
        catch
        {
            session?.Dispose();
            throw;
        }
    }

    /// <summary>Opens changed bytes of a file, for experiments: their checksum and self-test are those of the file as it was.</summary>
    /// <param name="path">The file, for errors.</param>
    /// <param name="bytes">The changed bytes.</param>
    internal static OnnxClassifier OpenUnchecked(string path, byte[] bytes)
    {
        var session = OnnxSession.Start(path, bytes, threads: 1);
        return new OnnxClassifier(ReadCard(path, session), session, "changed");
    }

    // No checksum vouches for the file: versions before 0.3.0 wrote none.
    private void CheckByItself(string path)
    {
        if (SelfTestResult.Run(this) is { Passed: false } test)
            throw new InputException($"{path}: {test.Failure}; do not use this file, get it again");
        if (NoveltyLimit is { } limit && Classify(Card.SelfTest.Pixels, 1)[0].Novelty is { } own && ModelCardCheck.IsFarFrom(limit, own))
            throw new InputException(FormattableString.Invariant(
                $"{path}: its limit of novelty, {limit}, is far from the {own} of its drawn image; get the model file again"));
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
