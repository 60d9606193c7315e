using CovidCxr.Core;
using CovidCxr.Training.Batches;
using CovidCxr.Training.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace CovidCxr.Training.Scoring;

/// <summary>Probabilities of whole batches from a network.</summary>
public static class Scorer
{
    /// <summary>The probabilities of a batch, [b * 3], image by image, in the order of <see cref="Findings.All"/>.</summary>
    /// <param name="network">[b, 3, s, s] to [b, 3] scores; switched to evaluation.</param>
    /// <param name="type">The element type of its weights.</param>
    /// <param name="batch">The images.</param>
    public static float[] Score(Module<Tensor, Tensor> network, ScalarType type, Batch batch)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        network.eval();
        var input = Precision.Input(batch.Pixels, batch.Count, batch.Size, type);
        return network.forward(input).to_type(ScalarType.Float32).softmax(1).data<float>().ToArray();
    }
}
