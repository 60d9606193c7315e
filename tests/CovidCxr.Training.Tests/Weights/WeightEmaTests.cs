using CovidCxr.Training.Networks;
using CovidCxr.Training.Weights;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace CovidCxr.Training.Tests.Weights;

public class WeightEmaTests
{
    [Fact]
    public void Follows_the_formula_and_exchanges_there_and_back()
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        using var store = MasterWeights.Of(nn.Linear(3, 2), ScalarType.BFloat16);
        using var average = new WeightEma(store, decay: 0.9);
        var weight = store.Weights[0];
        var expected = weight.Master.data<float>().ToArray();
        for (var step = 1; step <= 200; step++)
        {
            weight.Master.copy_(torch.full([2, 3], (float)step));
            average.Add(step);
            var taken = 1 - Math.Min(0.9, (1.0 + step) / (10 + step));
            for (var i = 0; i < expected.Length; i++)
                expected[i] += (float)((step - expected[i]) * taken);
        }
        var averaged = average.State.Single(s => s.Name == $"average/{weight.Name}").Tensor;
        Assert.Equal(expected[0], averaged.data<float>()[0], 1e-2);
        Assert.InRange(expected[0], 190, 192); // it lags behind by nine steps

        average.Swap();
        Assert.Equal(expected[0], weight.Master.data<float>()[0], 1e-2);
        Assert.Equal(expected[0], weight.Working.detach().to_type(ScalarType.Float32).data<float>()[0], 1); // rounded to bfloat16
        average.Swap();
        Assert.Equal(200, weight.Master.data<float>()[0]);
        Assert.Equal(200, weight.Working.detach().to_type(ScalarType.Float32).data<float>()[0]);
    }

    [Fact]
    public void Norms_stay_in_float32_and_their_statistics_are_part_of_a_checkpoint()
    {
        using var scope = torch.NewDisposeScope();
        using var store = MasterWeights.Of(NetworkRegistry.Build("compact", 32, seed: 1), ScalarType.BFloat16);
        Assert.All(store.Weights, w => Assert.Equal(w.Name.Contains(".norm.") ? ScalarType.Float32 : ScalarType.BFloat16, w.Working.dtype));
        Assert.All(store.Weights, w => Assert.Equal(ReferenceEquals(w.Working, w.Master), w.Working.dtype == ScalarType.Float32));
        Assert.Contains(store.Masters, m => m.Name.EndsWith("running_var", StringComparison.Ordinal));

        var before = store.Unlearned[0].Tensor.clone();
        store.Network.train();
        store.Network.forward(torch.rand(4, 3, 32, 32, dtype: ScalarType.BFloat16)).sum().backward();
        Assert.NotEqual(before.data<float>().ToArray(), store.Unlearned[0].Tensor.data<float>().ToArray());
        Assert.All(store.Weights, w => Assert.NotNull(w.Working.grad));
    }
}
