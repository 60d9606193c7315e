using CovidCxr.Training.Batches;
using CovidCxr.Training.Loop;
using CovidCxr.Training.Networks;
using CovidCxr.Training.Recipes;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace CovidCxr.Benchmarks;

/// <summary>A straightforward training step to compare with: float32, channels-first memory, TorchSharp's own Adam.</summary>
internal sealed class PlainEagerLoop : IDisposable
{
    private readonly Module<Tensor, Tensor> network;
    private readonly SmoothedCrossEntropy loss = new(new LossRecipe());
    private readonly optim.Optimizer adam;

    public PlainEagerLoop(Recipe recipe)
    {
        network = NetworkRegistry.Build(recipe.Network, recipe.InputSize, seed: 0);
        adam = optim.Adam(network.parameters().Where(parameter => parameter.requires_grad), 1e-4);
    }

    public float Step(Batch batch)
    {
        using var scope = torch.NewDisposeScope();
        network.train();
        var gray = torch.tensor(batch.Pixels, [batch.Count, 1, batch.Size, batch.Size]);
        var input = gray.expand(batch.Count, 3, batch.Size, batch.Size).contiguous();
        var labels = torch.tensor(Array.ConvertAll(batch.Labels, label => (long)label));
        var mean = loss.Of(functional.log_softmax(network.forward(input), 1), labels);
        adam.zero_grad();
        mean.backward();
        adam.step();
        return mean.item<float>();
    }

    public void Dispose()
    {
        adam.Dispose();
        network.Dispose();
        loss.Dispose();
    }
}
