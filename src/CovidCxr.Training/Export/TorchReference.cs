using CovidCxr.Core;
using CovidCxr.Core.ModelCards;
using CovidCxr.Training.Batches;
using CovidCxr.Training.Layers;
using CovidCxr.Training.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace CovidCxr.Training.Export;

/// <summary>Runs a network in torch, in float32, to compare the outputs of its graph with.</summary>
internal static class TorchReference
{
    /// <summary>Computes scores, probabilities and maps.</summary>
    /// <param name="network">The network, switched to evaluation.</param>
    /// <param name="pixels">[n, s, s], gray, row by row, n at least 1.</param>
    /// <param name="size">s.</param>
    /// <param name="calibration">Turns scores into probabilities.</param>
    public static ReferenceOutputs Of(ClassifierNetwork network, byte[] pixels, int size, Calibration calibration)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        var batch = Batch.FromBytes(pixels, size);
        var outputs = network.Run(batch.ToTensor(ScalarType.Float32));
        var offsets = torch.tensor([.. (calibration.Offsets ?? new double[Findings.Count]).Select(offset => (float)offset)]);
        var tempered = outputs.Scores.add(offsets, Scalars.One) / torch.tensor((float)calibration.Temperature);
        return new ReferenceOutputs
        {
            Count = batch.Count,
            Pixels = pixels,
            Scores = outputs.Scores.contiguous().data<float>().ToArray(),
            Probabilities = tempered.softmax(1).data<float>().ToArray(),
            Maps = outputs.Maps?.contiguous().data<float>().ToArray() ?? [],
            Features = outputs.Features?.contiguous().data<float>().ToArray() ?? [],
        };
    }
}
