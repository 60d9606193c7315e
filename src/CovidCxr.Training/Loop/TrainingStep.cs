using CovidCxr.Core;
using CovidCxr.Training.Batches;
using CovidCxr.Training.Layers;
using CovidCxr.Training.Optimizers;
using CovidCxr.Training.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace CovidCxr.Training.Loop;

/// <summary>One step: forward, loss, backward, new weights.</summary>
/// <param name="weights">The network and its weights.</param>
/// <param name="optimizer">What changes them.</param>
/// <param name="loss">What is made small.</param>
public sealed class TrainingStep(MasterWeights weights, IOptimizer optimizer, SmoothedCrossEntropy loss)
{
    /// <summary>Takes the step.</summary>
    /// <param name="batch">The images.</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="seed">Seed of the step's dropout.</param>
    /// <returns>The batch's mean loss and its probabilities, [b * 3], image by image, before the step.</returns>
    public (double Loss, float[] Probabilities) Take(Batch batch, double rate, long seed)
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(seed);
        weights.Network.train();
        var labels = torch.tensor(Array.ConvertAll(batch.Labels, label => (long)label)); // [b]
        var input = Precision.Input(batch.Pixels, batch.Count, batch.Size, weights.Type); // [b, 3, h, w]
        var scores = weights.Network.forward(input).to_type(ScalarType.Float32); // [b, 3]
        var logProbabilities = nn.functional.log_softmax(scores, 1);
        var mean = loss.Of(logProbabilities, labels);
        var value = mean.item<float>();
        if (!float.IsFinite(value))
            throw new InputException($"the loss became {value}: the learning rate {rate} is too high for this recipe; lower it (--set schedule=...) and train again");
        mean.backward();
        optimizer.Step(rate);
        weights.ClearGradients();
        return (value, logProbabilities.detach().exp().data<float>().ToArray());
    }
}
