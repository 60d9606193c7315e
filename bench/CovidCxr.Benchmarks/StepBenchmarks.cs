using BenchmarkDotNet.Attributes;
using CovidCxr.Training.Batches;
using CovidCxr.Training.Loop;
using CovidCxr.Training.Networks;
using CovidCxr.Training.Optimizers;
using CovidCxr.Training.Recipes;
using CovidCxr.Training.Weights;

namespace CovidCxr.Benchmarks;

/// <summary>A training step, batch 64: the product's against <see cref="PlainEagerLoop"/>.</summary>
public class StepBenchmarks
{
    /// <summary>The recipe whose network takes the step.</summary>
    [Params("paper", "compact")]
    public string Recipe { get; set; } = "";

    private Batch batch = null!;
    private PlainEagerLoop? plain;
    private MasterWeights? weights;
    private IOptimizer? optimizer;
    private SmoothedCrossEntropy? loss;
    private TrainingStep? step;

    [GlobalSetup(Target = nameof(PlainEagerFloat32))]
    public void SetUpPlain()
    {
        var recipe = RecipeFile.Read(Recipe);
        batch = RandomBatch.Make(64, recipe.InputSize);
        plain = new PlainEagerLoop(recipe);
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
        var recipe = RecipeFile.Read(Recipe);
        batch = RandomBatch.Make(64, recipe.InputSize);
        weights = MasterWeights.Of(NetworkRegistry.Build(recipe.Network, recipe.InputSize, seed: 0), Precision.Choose(precision));
        optimizer = OptimizerCatalog.Build(new OptimizerRecipe(), weights);
        loss = new SmoothedCrossEntropy(new LossRecipe());
        step = new TrainingStep(weights, optimizer, loss, recipe.InputSize);
    }
}
