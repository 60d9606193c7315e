using BenchmarkDotNet.Attributes;
using CovidCxr.Training.Networks;
using CovidCxr.Training.Optimizers;
using CovidCxr.Training.Recipes;
using CovidCxr.Training.Weights;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace CovidCxr.Benchmarks;

/// <summary>Adam on the 63 million weights of the paper's network: one pass over the weights, against TorchSharp's.</summary>
public class OptimizerBenchmarks
{
    private Module<Tensor, Tensor>? network;
    private optim.Optimizer? theirs;
    private MasterWeights? weights;
    private IOptimizer? ours;

    [GlobalSetup(Target = nameof(TorchSharpFloat32))]
    public void SetUpTheirs()
    {
        network = NetworkRegistry.Build("paper", 80, seed: 0);
        foreach (var parameter in network.parameters())
            parameter.grad = torch.randn(parameter.shape);
        theirs = optim.Adam(network.parameters(), 1e-4);
    }

    [GlobalSetup(Targets = [nameof(OnePassFloat32)])]
    public void SetUpFloat32() => SetUp(ScalarType.Float32);

    [GlobalSetup(Targets = [nameof(OnePassBFloat16)])]
    public void SetUpBFloat16() => SetUp(ScalarType.BFloat16);

    [Benchmark(Baseline = true)]
    public void TorchSharpFloat32() => theirs!.step();

    [Benchmark]
    public void OnePassFloat32() => ours!.Step(1e-4);

    [Benchmark]
    public void OnePassBFloat16() => ours!.Step(1e-4);

    [GlobalCleanup]
    public void CleanUp()
    {
        theirs?.Dispose();
        network?.Dispose();
        ours?.Dispose();
        weights?.Dispose();
        (theirs, network, ours, weights) = (null, null, null, null);
    }

    private void SetUp(ScalarType type)
    {
        weights = MasterWeights.Of(NetworkRegistry.Build("paper", 80, seed: 0), type);
        foreach (var weight in weights.Weights)
            weight.Working.grad = torch.randn(weight.Master.shape).to_type(type);
        ours = OptimizerCatalog.Build(new OptimizerRecipe(), weights);
    }
}
