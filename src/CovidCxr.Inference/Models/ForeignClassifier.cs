using CovidCxr.Core;
using CovidCxr.Core.Storage;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace CovidCxr.Inference.Models;

/// <summary>An ONNX classifier of someone else's, by its description; without maps, calibration and limits of its own.</summary>
public sealed class ForeignClassifier : IClassifier
{
    private readonly ForeignModel model;
    private readonly InferenceSession session;

    private ForeignClassifier(ForeignModel model, InferenceSession session, string fingerprint)
    {
        this.model = model;
        this.session = session;
        Model = $"{model.Name} {fingerprint}";
    }

    /// <inheritdoc/>
    public string Model { get; }

    /// <inheritdoc/>
    public int InputSize => model.Size;

    /// <inheritdoc/>
    public IReadOnlyList<OperatingPoint> OperatingPoints => [];

    /// <inheritdoc/>
    public double? NoveltyLimit => null;

    /// <inheritdoc/>
    public string? Warning => null;

    /// <inheritdoc/>
    public IReadOnlyList<Finding> Untrained => [.. Findings.All.Where(finding => !model.Classes.Contains(finding))];

    /// <summary>Opens the file.</summary>
    /// <exception cref="InputException">The file is no ONNX model, or its inputs and outputs are not those of the description.</exception>
    public static ForeignClassifier Open(ForeignModel model)
    {
        var file = ModelFile.Read(model.Path);
        return Open(model, file.Bytes, file.Sha256[..FileFingerprint.Digits]);
    }

    /// <inheritdoc cref="Open(ForeignModel)"/>
    internal static ForeignClassifier Open(ForeignModel model, byte[] bytes, string fingerprint)
    {
        OnnxRuntimeSetup.EnsureReady();
        var session = OnnxSession.Start(model.Path, bytes, threads: 1);
        var classifier = new ForeignClassifier(model, session, fingerprint);
        try
        {
            classifier.Check();
            return classifier;
        }
        catch
        {
            classifier.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<ModelOutput> Classify(ReadOnlySpan<byte> pixels, int count)
    {
        if (count == 0)
            return [];
        using var input = InputOf(model, pixels, count);
        using var options = new RunOptions();
        using var results = session.Run(options, [model.Input], [input], [model.Output]);
        var values = results[0].GetTensorDataAsSpan<float>();
        var outputs = new List<ModelOutput>(count);
        for (var i = 0; i < count; i++)
            outputs.Add(new ModelOutput(
                model.Probabilities(values.Slice(i * model.Classes.Count, model.Classes.Count)), [], 0, 0, null));
        return outputs;
    }

    /// <summary>The tensor of a batch.</summary>
    internal static OrtValue InputOf(ForeignModel model, ReadOnlySpan<byte> pixels, int count)
    {
        long s = model.Size, c = model.Channels;
        var input = OrtValue.CreateAllocatedTensorValue(
            OrtAllocator.DefaultInstance, TensorElementType.Float, model.ChannelsLast ? [count, s, s, c] : [count, c, s, s]);
        var values = input.GetTensorMutableDataAsSpan<float>();
        var (area, length) = (model.Size * model.Size, model.Size * model.Size * model.Channels);
        for (var i = 0; i < count; i++)
            model.Fill(pixels.Slice(i * area, area), values.Slice(i * length, length));
        return input;
    }

    /// <inheritdoc/>
    public void Dispose() => session.Dispose();

    private void Check()
    {
        if (!session.InputMetadata.ContainsKey(model.Input))
            throw new InputException(
                $"{model.Path}: has no input '{model.Input}', but {string.Join(", ", session.InputMetadata.Keys)}; mend the description");
        if (!session.OutputMetadata.ContainsKey(model.Output))
            throw new InputException(
                $"{model.Path}: has no output '{model.Output}', but {string.Join(", ", session.OutputMetadata.Keys)}; "
                + "mend the description");
        try
        {
            using var input = InputOf(model, new byte[model.Size * model.Size], 1);
            using var options = new RunOptions();
            using var results = session.Run(options, [model.Input], [input], [model.Output]);
            var found = results[0].GetTensorDataAsSpan<float>().Length;
            if (found != model.Classes.Count)
                throw new InputException(
                    $"{model.Path}: gives out {found} numbers for an image, and the description names {model.Classes.Count} "
                    + "classes; name one for each, '-' for one that is none of the three");
        }
        catch (OnnxRuntimeException e)
        {
            throw new InputException(
                $"{model.Path}: does not take an image as it is described ({FileError.Reason(e)}); mend the description", e);
        }
    }
}
