using BenchmarkDotNet.Attributes;
using CovidCxr.Training.Networks;
using CovidCxr.Training.Optimizers;
using CovidCxr.Training.Recipes;
using CovidCxr.Training.Weights;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace CovidCxr.Benchmarks;

/// <summary>Adam on the 63 million weights of the paper's network: the fused update against TorchSharp's.</summary>
public class OptimizerBenchmarks
{
    private Module<Tensor, Tensor>? network;
    private optim.Optimizer? torchSharp;
    private MasterWeights? weights;
    private IOptimizer? fused;

    [GlobalSetup(Target = nameof(TorchSharpFloat32))]
    public void SetUpTorchSharp()
    {
        network = NetworkRegistry.Build("paper", 80, seed: 0);
        foreach (var parameter in network.parameters())
            parameter.grad = torch.randn(parameter.shape);
        torchSharp = optim.Adam(network.parameters(), 1e-4);
    }

    [GlobalSetup(Targets = [nameof(FusedFloat32)])]
    public void SetUpFloat32() => SetUp(ScalarType.Float32);

    [GlobalSetup(Targets = [nameof(FusedBFloat16)])]
    public void SetUpBFloat16() => SetUp(ScalarType.BFloat16);

    [Benchmark(Baseline = true)]
    public void TorchSharpFloat32() => torchSharp!.step();

    [Benchmark]
    public void FusedFloat32() => fused!.Step(1e-4);

    [Benchmark]
    public void FusedBFloat16() => fused!.Step(1e-4);

    [GlobalCleanup]
    public void CleanUp()
    {
        torchSharp?.Dispose();
        network?.Dispose();
        fused?.Dispose();
        weights?.Dispose();
        (torchSharp, network, fused, weights) = (null, null, null, null);
    }

    private void SetUp(ScalarType type)
    {
        weights = MasterWeights.Of(NetworkRegistry.Build("paper", 80, seed: 0), type);
        foreach (var weight in weights.Weights)
            weight.Working.grad = torch.randn(weight.Master.shape).to_type(type);
        fused = OptimizerCatalog.Build(new OptimizerRecipe(), weights);
    }
}
