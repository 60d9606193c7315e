using CovidCxr.Core;
using CovidCxr.Training.Recipes;
using TorchSharp;
using static TorchSharp.torch;

namespace CovidCxr.Training.Loop;

/// <summary>
/// Cross-entropy with smoothed targets, y(1 - e) + e/K, each image's loss multiplied by the weight of its class; the mean divides by the
/// number of images, not by the sum of the weights (paper, sections 3.4 and 4; <c>class_weight</c> of Keras).
/// </summary>
public sealed class SmoothedCrossEntropy : IDisposable
{
    private readonly Tensor targets; // [3, 3]: for each class a row of smoothed targets, multiplied by the class's weight

    /// <param name="recipe">e and the weights.</param>
    public SmoothedCrossEntropy(LossRecipe recipe)
    {
        var classes = Findings.Count;
        var rows = new float[classes * classes];
        for (var actual = 0; actual < classes; actual++)
            for (var k = 0; k < classes; k++)
            {
                var smoothed = ((actual == k ? 1 : 0) * (1 - recipe.LabelSmoothing)) + (recipe.LabelSmoothing / classes);
                rows[(actual * classes) + k] = (float)(recipe.ClassWeights[actual] * smoothed);
            }
        targets = torch.tensor(rows, [classes, classes]).DetachFromDisposeScope();
    }

    /// <summary>Computes the mean loss of a batch, a float32 scalar.</summary>
    /// <param name="logProbabilities">[b, 3], float32.</param>
    /// <param name="labels">[b], class indices, int64.</param>
    public Tensor Of(Tensor logProbabilities, Tensor labels)
    {
        using var expected = targets.index_select(0, labels); // [b, 3]
        using var product = expected * logProbabilities;
        using var sum = product.sum();
        // A tensor instead of a number: see Scalars.
        using var count = torch.tensor(-(float)labels.shape[0]);
        return sum / count;
    }

    /// <inheritdoc/>
    public void Dispose() => targets.Dispose();
}
