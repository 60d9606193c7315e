using CovidCxr.Training.Batches;
using CovidCxr.Training.Loop;
using CovidCxr.Training.Networks;
using CovidCxr.Training.Optimizers;
using CovidCxr.Training.Recipes;
using CovidCxr.Training.Scoring;
using TorchSharp;
using Xunit;

namespace CovidCxr.Training.Tests.Loop;

public class TrainingStepTests
{
    /// <summary>A number passed to an operation of libtorch may be freed while it runs (Networks/Elu.cs); a step must pass none.</summary>
    [Theory]
    [InlineData("paper", 20)]
    [InlineData("compact", 150)]
    public async Task Holds_while_the_collector_runs(string network, int steps)
    {
        using var weights = WeightStore.Of(NetworkCatalog.Build(network, 16, seed: 1), torch.ScalarType.Float32);
        using var optimizer = OptimizerCatalog.Build(new OptimizerRecipe(), weights);
        using var loss = new SmoothedCrossEntropy(new LossRecipe { ClassWeights = [1, 1, 1] });
        var step = new TrainingStep(weights, optimizer, loss);
        var random = new Random(3);
        var pixels = Enumerable.Range(0, 3 * 16 * 16).Select(_ => random.NextSingle()).ToArray();
        var batch = new Batch(pixels, 16, [0, 1, 2]);

        using var stop = new CancellationTokenSource();
        var collecting = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
                GC.Collect();
        });
        for (var i = 0; i < steps; i++)
        {
            Assert.InRange(step.Take(batch, 1e-4, i).Loss, 0, 10);
            Assert.All(Scorer.Score(weights.Network, weights.Type, batch), p => Assert.InRange(p, 0, 1));
        }
        await stop.CancelAsync();
        await collecting;
    }
}
