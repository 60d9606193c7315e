using CovidCxr.Training.Networks;
using CovidCxr.Training.Weights;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace CovidCxr.Training.Tests.Weights;

public class WeightEmaTests
{
    [Fact]
    public void Follows_the_formula_and_swaps_back_and_forth()
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        using var weights = MasterWeights.Of(nn.Linear(3, 2), ScalarType.BFloat16);
        using var average = new WeightEma(weights, decay: 0.9);
        var weight = weights.Weights[0];
        var expected = weight.Master.data<float>().ToArray();
        for (var step = 1; step <= 200; step++)
        {
            weight.Master.copy_(torch.full([2, 3], (float)step));
            average.Add(step);
            var share = 1 - Math.Min(0.9, (1.0 + step) / (10 + step));
            for (var i = 0; i < expected.Length; i++)
                expected[i] += (float)((step - expected[i]) * share);
        }
        var averaged = average.State.Single(s => s.Name == $"average/{weight.Name}").Tensor;
        Assert.Equal(expected[0], averaged.data<float>()[0], 1e-2);
        Assert.InRange(expected[0], 190, 192); // lags nine steps behind

        average.Swap();
        Assert.Equal(expected[0], weight.Master.data<float>()[0], 1e-2);
        Assert.Equal(expected[0], weight.Working.detach().to_type(ScalarType.Float32).data<float>()[0], 1); // rounded to bfloat16
        average.Swap();
        Assert.Equal(200, weight.Master.data<float>()[0]);
        Assert.Equal(200, weight.Working.detach().to_type(ScalarType.Float32).data<float>()[0]);
    }

    [Fact]
    public void Batch_normalizations_stay_in_float32_and_their_statistics_are_part_of_a_checkpoint()
    {
        using var scope = torch.NewDisposeScope();
        using var weights = MasterWeights.Of(NetworkRegistry.Build("compact", 32, seed: 1), ScalarType.BFloat16);
        Assert.All(
            weights.Weights, w => Assert.Equal(w.Name.Contains(".norm.") ? ScalarType.Float32 : ScalarType.BFloat16, w.Working.dtype));
        Assert.All(weights.Weights, w => Assert.Equal(ReferenceEquals(w.Working, w.Master), w.Working.dtype == ScalarType.Float32));
        Assert.Contains(weights.Masters, m => m.Name.EndsWith("running_var", StringComparison.Ordinal));

        var before = weights.WithoutGradient[0].Tensor.clone();
        weights.Network.train();
        weights.Network.forward(torch.rand(4, 3, 32, 32, dtype: ScalarType.BFloat16)).sum().backward();
        Assert.NotEqual(before.data<float>().ToArray(), weights.WithoutGradient[0].Tensor.data<float>().ToArray());
        Assert.All(weights.Weights, w => Assert.NotNull(w.Working.grad));
    }
}
