using CovidCxr.Training.Layers;
using TorchSharp;
using Xunit;

namespace CovidCxr.Training.Tests.Layers;

public class EluTests
{
    [Fact]
    public void Is_the_identity_above_zero_and_the_exponential_minus_one_below()
    {
        using var scope = torch.NewDisposeScope();
        float[] values = [-3, -1, -0.1f, 0, 0.5f, 7];
        var result = Elu.Apply(torch.tensor(values)).data<float>().ToArray();
        for (var i = 0; i < values.Length; i++)
            Assert.Equal(values[i] > 0 ? values[i] : Math.Exp(values[i]) - 1, result[i], 1e-6);
    }

    [Fact]
    public async Task Survives_the_garbage_collector()
    {
        using var stop = new CancellationTokenSource();
        var collecting = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
                GC.Collect();
        });
        for (var i = 0; i < 2000; i++)
        {
            using var scope = torch.NewDisposeScope();
            Assert.Equal(MathF.Exp(-1) - 1, Elu.Apply(torch.tensor(new[] { -1f })).data<float>()[0], 1e-6f);
        }
        await stop.CancelAsync();
        await collecting;
    }
}
