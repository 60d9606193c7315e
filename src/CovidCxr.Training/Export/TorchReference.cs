using CovidCxr.Core.Metrics;
using CovidCxr.Core.ModelCards;
using CovidCxr.Training.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace CovidCxr.Training.Export;

/// <summary>What torch says of images, in float32, to hold a graph to it.</summary>
internal static class TorchOutputs
{
    /// <summary>Scores, probabilities and maps of images.</summary>
    /// <param name="network">The network, switched to evaluation.</param>
    /// <param name="pixels">[n, s, s], gray, row by row.</param>
    /// <param name="count">n, at least 1.</param>
    /// <param name="size">s.</param>
    /// <param name="temperature">Divides the scores before the softmax.</param>
    public static ReferenceOutputs Of(INetworkGraph network, byte[] pixels, int count, int size, double temperature)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        var said = network.Run(Input(pixels, count, size));
        var tempered = said.Scores / torch.tensor((float)temperature);
        return new ReferenceOutputs
        {
            Count = count,
            Pixels = pixels,
            Scores = said.Scores.contiguous().data<float>().ToArray(),
            Probabilities = tempered.softmax(1).data<float>().ToArray(),
            Maps = said.Maps?.contiguous().data<float>().ToArray() ?? [],
        };
    }

    /// <summary>The network's input, [n, 3, s, s], 0 to 1.</summary>
    public static Tensor Input(ReadOnlySpan<byte> pixels, int count, int size)
    {
        var gray = new float[pixels.Length];
        for (var i = 0; i < gray.Length; i++)
            gray[i] = pixels[i] / 255f;
        return Precision.Input(gray, count, size, ScalarType.Float32);
    }
}
