using CovidCxr.Core;
using CovidCxr.Training.Batches;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace CovidCxr.Training.Scoring;

/// <summary>Classifies whole batches with a network.</summary>
public static class BatchClassifier
{
    /// <summary>Computes uncalibrated probabilities, [b * 3], image by image, in the order of <see cref="Findings.All"/>.</summary>
    /// <param name="network">[b, 3, s, s] to [b, 3] scores; switched to evaluation.</param>
    /// <param name="type">The element type of its weights.</param>
    /// <param name="batch">The images.</param>
    public static float[] Probabilities(Module<Tensor, Tensor> network, ScalarType type, Batch batch)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        network.eval();
        return network.forward(batch.ToTensor(type)).to_type(ScalarType.Float32).softmax(1).data<float>().ToArray();
    }
}
