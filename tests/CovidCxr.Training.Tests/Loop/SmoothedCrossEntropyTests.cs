using CovidCxr.Training.Loop;
using CovidCxr.Training.Recipes;
using TorchSharp;
using Xunit;

namespace CovidCxr.Training.Tests.Loop;

public class SmoothedCrossEntropyTests
{
    [Fact]
    public void Smooths_weights_the_classes_and_divides_by_the_batch()
    {
        using var scope = torch.NewDisposeScope();
        double[][] probabilities = [[0.7, 0.2, 0.1], [0.3, 0.3, 0.4]];
        int[] labels = [0, 1];
        double[] weights = [10, 3, 1];
        var expected = 0.0;
        for (var i = 0; i < 2; i++)
            for (var k = 0; k < 3; k++)
                expected -= weights[labels[i]] * ((labels[i] == k ? 0.88 : 0) + 0.04) * Math.Log(probabilities[i][k]) / 2;

        using var loss = new SmoothedCrossEntropy(new LossRecipe());
        var scores = torch.tensor([.. probabilities.SelectMany(p => p).Select(p => (float)Math.Log(p))], [2, 3]);
        Assert.Equal(expected, loss.Of(scores, torch.tensor(new long[] { 0, 1 })).item<float>(), 1e-5);
    }
}
