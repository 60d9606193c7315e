using CovidCxr.Core;
using CovidCxr.Core.ModelCards;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace CovidCxr.Inference.Models;

/// <summary>
/// A model of which more is asked than its probabilities: the features that its last layer reads, and its answers with random weights.
/// </summary>
public sealed class ProbedModel : IProbedModel, IDisposable
{
    private readonly byte[] bytes;
    private readonly OnnxGraph graph;
    private readonly ForeignModel? foreign;
    private readonly string path;
    private readonly InferenceSession? featureSession;
    private readonly string? featureTensor;

    private ProbedModel(IClassifier classifier, string path, byte[] bytes, ForeignModel? foreign, string output)
    {
        (Classifier, this.path, this.bytes, this.foreign) = (classifier, path, bytes, foreign);
        try
        {
            graph = OnnxGraph.Read(bytes);
        }
        catch (InvalidDataException e)
        {
            throw new InputException($"{path}: its graph cannot be read ({e.Message}); get the model file again", e);
        }
        featureTensor = graph.FeaturesBefore(output);
        if (featureTensor is not null)
            featureSession = OnnxSession.Start(path, graph.WithOutput(featureTensor), threads: 1);
    }

    /// <inheritdoc/>
    public IClassifier Classifier { get; }

    /// <inheritdoc/>
    public ModelCard? Card => (Classifier as OnnxClassifier)?.Card;

    /// <inheritdoc/>
    public IReadOnlyList<string> TrainedOn => foreign?.TrainedOn ?? [.. (Card?.TrainedOn?.Collections.Keys ?? [])];

    /// <inheritdoc/>
    public bool HasFeatures => featureSession is not null;

    /// <summary>Opens a model file with a card.</summary>
    /// <inheritdoc cref="OnnxClassifier.Open" path="/exception"/>
    public static ProbedModel Open(string path)
    {
        var classifier = OnnxClassifier.Open(path);
        return new(classifier, path, ModelFile.Read(path).Bytes, null, GraphNames.Scores);
    }

    /// <summary>Opens a model by its description.</summary>
    /// <inheritdoc cref="ForeignClassifier.Open(ForeignModel)" path="/exception"/>
    public static ProbedModel Open(ForeignModel model)
    {
        var classifier = ForeignClassifier.Open(model);
        return new(classifier, model.Path, ModelFile.Read(model.Path).Bytes, model, model.Output);
    }

    /// <inheritdoc/>
    public float[][] Features(ReadOnlySpan<byte> pixels, int count)
    {
        if (featureSession is null)
            throw new InvalidOperationException("no layer was found whose input can be given out");
        using var input = foreign is null ? InputOf(pixels, count) : ForeignClassifier.InputOf(foreign, pixels, count);
        using var options = new RunOptions();
        using var results = featureSession.Run(options, [foreign?.Input ?? GraphNames.Pixels], [input], [featureTensor!]);
        var shape = results[0].GetTensorTypeAndShape().Shape;
        var values = results[0].GetTensorDataAsSpan<float>();
        var (channels, cells) = shape.Length > 2 ? ((int)shape[1], (int)shape.Skip(2).Aggregate(1L, (a, b) => a * b)) : ((int)shape[^1], 1);
        var features = new float[count][];
        for (var i = 0; i < count; i++)
        {
            features[i] = new float[channels];
            for (var c = 0; c < channels; c++)
            {
                var sum = 0.0;
                foreach (var value in values.Slice(((i * channels) + c) * cells, cells))
                    sum += value;
                features[i][c] = (float)(sum / cells);
            }
        }
        return features;
    }

    /// <inheritdoc/>
    public IClassifier OpenRandomized(ulong seed)
    {
        var random = graph.WithRandomWeights(seed);
        return foreign is null
            ? OnnxClassifier.OpenUnchecked(path, random)
            : ForeignClassifier.Open(foreign, random, "random weights");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        featureSession?.Dispose();
        Classifier.Dispose();
    }

    private OrtValue InputOf(ReadOnlySpan<byte> pixels, int count)
    {
        var size = Classifier.InputSize;
        var input = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, TensorElementType.UInt8, [count, 1, size, size]);
        pixels.CopyTo(input.GetTensorMutableDataAsSpan<byte>());
        return input;
    }
}
