using CovidCxr.Core;
using CovidCxr.Training.Batches;
using CovidCxr.Training.Layers;
using CovidCxr.Training.Optimizers;
using CovidCxr.Training.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace CovidCxr.Training.Loop;

/// <summary>A training step: forward, loss, backward, weight update.</summary>
/// <param name="weights">The network and its weights.</param>
/// <param name="optimizer">Updates the weights.</param>
/// <param name="loss">The loss of the labels.</param>
/// <param name="inputSize">The side of the images that the network takes, pixels.</param>
/// <param name="teachers">What the network learns from besides the labels; null for nothing.</param>
public sealed class TrainingStep(
    MasterWeights weights, IOptimizer optimizer, SmoothedCrossEntropy loss, int inputSize, Teachers? teachers = null)
{
    /// <summary>Takes the step.</summary>
    /// <param name="batch">The images, at least as large as the network and the teachers take them.</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="seed">Seed of the dropout.</param>
    /// <returns>Mean loss and probabilities, [b * 3], image by image, of the weights before the step.</returns>
    /// <exception cref="InputException">The loss is not finite.</exception>
    public (double Loss, float[] Probabilities) Take(Batch batch, double rate, long seed)
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(seed);
        weights.Network.train();
        var labels = torch.tensor(Array.ConvertAll(batch.Labels, label => (long)label)); // [b]
        var image = batch.ToTensor(weights.Type); // [b, 3, s, s]
        var scores = weights.Network.forward(Shrink.Apply(image, inputSize)).to_type(ScalarType.Float32); // [b, 3]
        var logProbabilities = nn.functional.log_softmax(scores, 1);
        var mean = loss.Of(logProbabilities, labels);
        if (teachers is not null)
            mean = teachers.Add(batch, image, scores, labels, mean);
        var value = mean.item<float>();
        if (!float.IsFinite(value))
            throw new InputException(
                $"the loss became {value}: the learning rate {rate} is too high for this recipe; "
                + "lower it (--set schedule=...) and train again");
        mean.backward();
        optimizer.Step(rate);
        weights.ClearGradients();
        return (value, logProbabilities.detach().exp().data<float>().ToArray());
    }
}
