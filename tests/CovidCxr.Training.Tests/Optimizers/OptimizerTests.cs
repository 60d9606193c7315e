using CovidCxr.Training.Optimizers;
using CovidCxr.Training.Recipes;
using CovidCxr.Training.Weights;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace CovidCxr.Training.Tests.Optimizers;

/// <summary>Compares with the published formulas in double, on a layer whose size is not a multiple of the vectors' eight lanes.</summary>
public class OptimizerTests
{
    private const int Inputs = 13, Outputs = 3;

    public static TheoryData<string, ScalarType> Cases => new()
    {
        { "adam", ScalarType.Float32 }, { "nadam", ScalarType.Float32 }, { "sgd", ScalarType.Float32 },
        { "adam", ScalarType.BFloat16 }, { "nadam", ScalarType.BFloat16 }, { "sgd", ScalarType.BFloat16 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Follows_the_formula(string name, ScalarType type)
    {
        using var scope = torch.NewDisposeScope();
        var recipe = new OptimizerRecipe { Name = name };
        using var weights = MasterWeights.Of(nn.Linear(Inputs, Outputs), type);
        using var optimizer = OptimizerCatalog.Build(recipe, weights);
        var weight = weights.Weights[0];
        var expected = weight.Master.data<float>().Select(w => (double)w).ToArray();
        var (first, second) = (new double[expected.Length], new double[expected.Length]);
        var random = new Random(5);
        var momentumProduct = 1.0;
        for (var t = 1; t <= 12; t++)
        {
            // Gradients that bfloat16 represents exactly, so that both types see the same.
            var gradient = Enumerable.Range(0, expected.Length).Select(_ => random.Next(-128, 128) / 64f).ToArray();
            foreach (var w in weights.Weights)
                w.Working.grad = torch.zeros(w.Master.shape, dtype: type);
            weight.Working.grad = torch.tensor(gradient, weight.Master.shape).to_type(type);
            optimizer.Step(0.01);

            double Momentum(int step) => 0.9 * (1 - (0.5 * Math.Pow(0.96, step)));
            momentumProduct *= Momentum(t);
            for (var i = 0; i < expected.Length; i++)
            {
                double g = gradient[i];
                if (name == "sgd")
                {
                    first[i] = (0.9 * first[i]) - (0.01 * g);
                    expected[i] += first[i];
                    continue;
                }
                first[i] = (0.9 * first[i]) + (0.1 * g);
                second[i] = (0.999 * second[i]) + (0.001 * g * g);
                if (name == "adam")
                {
                    var rate = 0.01 * Math.Sqrt(1 - Math.Pow(0.999, t)) / (1 - Math.Pow(0.9, t));
                    expected[i] -= rate * first[i] / (Math.Sqrt(second[i]) + 1e-7);
                }
                else
                {
                    var next = Momentum(t + 1);
                    var mean = (next * first[i] / (1 - (momentumProduct * next))) + ((1 - Momentum(t)) * g / (1 - momentumProduct));
                    expected[i] -= 0.01 * mean / (Math.Sqrt(second[i] / (1 - Math.Pow(0.999, t))) + 1e-7);
                }
            }
        }
        var actual = weight.Master.data<float>().ToArray();
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 2e-5);
        Assert.Equal(12, optimizer.Steps);
    }

    [Fact]
    public void The_network_computes_with_the_rounded_masters()
    {
        using var scope = torch.NewDisposeScope();
        using var weights = MasterWeights.Of(nn.Linear(Inputs, Outputs), ScalarType.BFloat16);
        using var optimizer = OptimizerCatalog.Build(new OptimizerRecipe(), weights);
        foreach (var weight in weights.Weights)
            weight.Working.grad = torch.randn(weight.Master.shape).to_type(ScalarType.BFloat16);
        optimizer.Step(0.1);
        foreach (var weight in weights.Weights)
            Assert.Equal(
                weight.Master.to_type(ScalarType.BFloat16).to_type(ScalarType.Float32).data<float>().ToArray(),
                weight.Working.detach().to_type(ScalarType.Float32).data<float>().ToArray());
    }

    [Fact]
    public void A_gradient_in_another_memory_order_updates_the_right_weights()
    {
        using var scope = torch.NewDisposeScope();
        using var weights = MasterWeights.Of(nn.Linear(Inputs, Outputs), ScalarType.Float32);
        using var optimizer = OptimizerCatalog.Build(new OptimizerRecipe { Name = "sgd", Momentum = 0 }, weights);
        var weight = weights.Weights[0];
        var before = weight.Master.clone();
        var gradient = torch.arange(Inputs * Outputs, dtype: ScalarType.Float32).reshape(Inputs, Outputs).t();
        foreach (var w in weights.Weights)
            w.Working.grad = torch.zeros(w.Master.shape);
        weight.Working.grad = gradient;
        optimizer.Step(1);
        Assert.Equal((before - gradient).data<float>().ToArray(), weight.Master.data<float>().ToArray());
    }

    [Fact]
    public void Weight_decay_shrinks_kernels_but_not_biases()
    {
        using var scope = torch.NewDisposeScope();
        using var weights = MasterWeights.Of(nn.Linear(Inputs, Outputs), ScalarType.Float32);
        using var optimizer = OptimizerCatalog.Build(new OptimizerRecipe { WeightDecay = 0.5 }, weights);
        var before = weights.Weights.Select(w => w.Master.data<float>().ToArray()).ToList();
        foreach (var w in weights.Weights)
            w.Working.grad = torch.zeros(w.Master.shape);
        optimizer.Step(0.1);
        Assert.Equal(before[0].Select(w => w * 0.95f), weights.Weights[0].Master.data<float>().ToArray(), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal(before[1], weights.Weights[1].Master.data<float>().ToArray());
    }
}
