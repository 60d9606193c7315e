using CovidCxr.Training.Batches;
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

    [Fact]
    public void A_control_costs_what_it_is_called_COVID_19_and_nothing_else()
    {
        using var scope = torch.NewDisposeScope();
        using var loss = new SmoothedCrossEntropy(new LossRecipe(), controlsWeight: 5);
        double Loss(params float[] probabilities) =>
            loss.Of(torch.tensor(probabilities, [1, 3]).log(), torch.tensor(new long[] { TrainingLabel.NotCovid19 })).item<float>();
        Assert.Equal(-5 * Math.Log(0.4), Loss(0.6f, 0.3f, 0.1f), 1e-5);
        Assert.Equal(Loss(0.6f, 0.3f, 0.1f), Loss(0.6f, 0.1f, 0.3f), 1e-6);
    }
}
