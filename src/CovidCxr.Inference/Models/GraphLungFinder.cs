using CovidCxr.Core;
using CovidCxr.Core.ModelCards;
using CovidCxr.Imaging.Resizing;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace CovidCxr.Inference.Models;

/// <summary>
/// The lung segmenter inside a model that decides in the lungs: the same network that the training library runs as the lung finder, read
/// out of the model file, so that no training library is needed to show what the model takes for lungs.
/// </summary>
public sealed class GraphLungFinder : ILungFinder, IDisposable
{
    private readonly InferenceSession session;
    private readonly int inputSize;

    private GraphLungFinder(InferenceSession session, int inputSize) => (this.session, this.inputSize) = (session, inputSize);

    /// <summary>Opens the lung segmenter of a model file that <see cref="OnnxClassifier"/> has opened.</summary>
    /// <param name="path">The file.</param>
    /// <param name="inputSize">s, the side of the model's input, pixels.</param>
    /// <returns>The finder; null if the model has no lung segmenter.</returns>
    /// <exception cref="InputException">The file cannot be read.</exception>
    public static GraphLungFinder? Open(string path, int inputSize)
    {
        var bytes = ModelFile.Read(path).Bytes;
        var graph = OnnxGraph.Read(bytes);
        return graph.Has(GraphNames.LungLogOdds)
            ? new(OnnxSession.Start(path, graph.WithOutput(GraphNames.LungLogOdds), threads: 1), inputSize)
            : null;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The images are not of the model's input size.</exception>
    public IReadOnlyList<LungMask> Find(ReadOnlySpan<byte> pixels, int side, int count)
    {
        if (side != inputSize || pixels.Length != (long)count * side * side)
            throw new ArgumentException($"{pixels.Length} pixels are not {count} images of {inputSize} x {inputSize}", nameof(pixels));
        using var input = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, TensorElementType.UInt8,
            [count, 1, side, side]);
        pixels.CopyTo(input.GetTensorMutableDataAsSpan<byte>());
        using var options = new RunOptions();
        using var results = session.Run(options, [GraphNames.Pixels], [input], [GraphNames.LungLogOdds]);
        var cells = (int)results[0].GetTensorTypeAndShape().Shape[^1];
        var values = results[0].GetTensorDataAsSpan<float>();
        var masks = new LungMask[count];
        for (var i = 0; i < count; i++)
            masks[i] = Stretch(new GrayImage(cells, cells, values.Slice(i * cells * cells, cells * cells).ToArray()), side);
        return masks;
    }

    /// <inheritdoc/>
    public void Dispose() => session.Dispose();

    // Between the centers of the cells; above 0 it is lung.
    private static LungMask Stretch(GrayImage logOdds, int side)
    {
        var inside = new bool[side * side];
        for (var y = 0; y < side; y++)
            for (var x = 0; x < side; x++)
                inside[(y * side) + x] = Bilinear.At(logOdds, At(x), At(y)) > 0;
        return new LungMask(inside, side);

        float At(int pixel) => ((pixel + 0.5f) * logOdds.Width / side) - 0.5f;
    }
}
