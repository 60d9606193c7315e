using CovidCxr.Core;
using CovidCxr.Training.Batches;
using CovidCxr.Training.Recipes;
using TorchSharp;
using static TorchSharp.torch;

namespace CovidCxr.Training.Loop;

/// <summary>
/// Cross-entropy with smoothed targets, y(1 - e) + e/K, each image's loss multiplied by the weight of its class; the mean divides by the
/// number of images, not by the sum of the weights (paper, sections 3.4 and 4; <c>class_weight</c> of Keras). A control's loss is
/// -log(1 - p), p the probability of COVID-19: which of the other classes it gets makes no difference.
/// </summary>
public sealed class SmoothedCrossEntropy : IDisposable
{
    // [4, 4]: for each label a row of targets, multiplied by the label's weight. The last column is that of 'not COVID-19'.
    private readonly Tensor targets;

    /// <param name="recipe">e and the weights of the classes.</param>
    /// <param name="controlsWeight">The weight of a control.</param>
    public SmoothedCrossEntropy(LossRecipe recipe, double controlsWeight = 1)
    {
        var classes = Findings.Count;
        var rows = new float[TrainingLabel.Count * TrainingLabel.Count];
        for (var actual = 0; actual < classes; actual++)
            for (var k = 0; k < classes; k++)
            {
                var smoothed = ((actual == k ? 1 : 0) * (1 - recipe.LabelSmoothing)) + (recipe.LabelSmoothing / classes);
                rows[(actual * TrainingLabel.Count) + k] = (float)(recipe.ClassWeights[actual] * smoothed);
            }
        rows[^1] = (float)controlsWeight;
        targets = torch.tensor(rows, [TrainingLabel.Count, TrainingLabel.Count]).DetachFromDisposeScope();
    }

    /// <summary>Computes the mean loss of a batch, a float32 scalar.</summary>
    /// <param name="logProbabilities">[b, 3], float32.</param>
    /// <param name="labels">[b], of <see cref="TrainingLabel"/>, int64.</param>
    public Tensor Of(Tensor logProbabilities, Tensor labels)
    {
        using var expected = targets.index_select(0, labels); // [b, 4]
        using var others = logProbabilities.narrow(1, 1, Findings.Count - 1); // [b, 2], Normal and Pneumonia
        using var notCovid19 = others.logsumexp(1, keepdim: true); // [b, 1]
        using var all = torch.cat([logProbabilities, notCovid19], 1); // [b, 4]
        using var product = expected * all;
        using var sum = product.sum();
        // A tensor instead of a number: see Scalars.
        using var count = torch.tensor(-(float)labels.shape[0]);
        return sum / count;
    }

    /// <inheritdoc/>
    public void Dispose() => targets.Dispose();
}
