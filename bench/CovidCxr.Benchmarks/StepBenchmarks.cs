using BenchmarkDotNet.Attributes;
using CovidCxr.Training.Batches;
using CovidCxr.Training.Loop;
using CovidCxr.Training.Networks;
using CovidCxr.Training.Optimizers;
using CovidCxr.Training.Recipes;
using CovidCxr.Training.Weights;

namespace CovidCxr.Benchmarks;

/// <summary>A training step of the paper's network, batch 64: the product's against <see cref="PlainEagerLoop"/>.</summary>
public class StepBenchmarks
{
    private Batch batch = null!;
    private PlainEagerLoop? plain;
    private MasterWeights? weights;
    private IOptimizer? optimizer;
    private SmoothedCrossEntropy? loss;
    private TrainingStep? step;

    [GlobalSetup(Target = nameof(PlainEagerFloat32))]
    public void SetUpPlain()
    {
        batch = RandomBatch.Make(64, 80);
        plain = new PlainEagerLoop();
    }

    [GlobalSetup(Target = nameof(Float32))]
    public void SetUpFloat32() => SetUp("float32");

    [GlobalSetup(Target = nameof(BFloat16))]
    public void SetUpBFloat16() => SetUp("bfloat16");

    [Benchmark(Baseline = true)]
    public float PlainEagerFloat32() => plain!.Step(batch);

    [Benchmark]
    public double Float32() => step!.Take(batch, 1e-4, 1).Loss;

    [Benchmark]
    public double BFloat16() => step!.Take(batch, 1e-4, 1).Loss;

    [GlobalCleanup]
    public void CleanUp()
    {
        plain?.Dispose();
        optimizer?.Dispose();
        weights?.Dispose();
        loss?.Dispose();
        (plain, optimizer, weights, loss) = (null, null, null, null);
    }

    private void SetUp(string precision)
    {
        batch = RandomBatch.Make(64, 80);
        weights = MasterWeights.Of(NetworkRegistry.Build("paper", 80, seed: 0), Precision.Choose(precision));
        optimizer = OptimizerCatalog.Build(new OptimizerRecipe(), weights);
        loss = new SmoothedCrossEntropy(new LossRecipe());
        step = new TrainingStep(weights, optimizer, loss);
    }
}
