using CovidCxr.Core.ModelCards;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace CovidCxr.Inference.Models;

/// <summary>Computes a tensor inside a graph.</summary>
/// <param name="session">The graph, which gives the tensor out.</param>
/// <param name="tensor">The tensor, [b, c] or [b, c, h, w].</param>
/// <param name="size">Side of the input, pixels.</param>
/// <param name="foreign">How a foreign model takes its images; null for a model file with a card.</param>
internal sealed class OnnxFeatures(InferenceSession session, string tensor, int size, ForeignModel? foreign) : IFeatureExtractor
{
    /// <inheritdoc/>
    public float[][] Of(ReadOnlySpan<byte> pixels, int count)
    {
        using var input = foreign is null ? InputOf(pixels, count) : ForeignClassifier.InputOf(foreign, pixels, count);
        using var options = new RunOptions();
        using var results = session.Run(options, [foreign?.Input ?? GraphNames.Pixels], [input], [tensor]);
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
    public void Dispose() => session.Dispose();

    private OrtValue InputOf(ReadOnlySpan<byte> pixels, int count)
    {
        var input = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, TensorElementType.UInt8, [count, 1, size, size]);
        pixels.CopyTo(input.GetTensorMutableDataAsSpan<byte>());
        return input;
    }
}
