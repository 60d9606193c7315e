using CovidCxr.Training.Batches;
using CovidCxr.Training.Networks;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace CovidCxr.Training.Tests.Networks;

public class PaperNetworkTests
{
    [Fact]
    [Trait("Speed", "slow")]
    public void Has_the_papers_number_of_parameters()
    {
        using var network = new PaperNetwork();
        Assert.Equal(63_148_835, network.parameters().Sum(p => p.numel()));
    }

    [Fact]
    public void Gives_three_scores_for_every_image()
    {
        using var scope = torch.NewDisposeScope();
        var network = new PaperNetwork(16);
        Assert.Equal([5, 3], network.forward(torch.rand(5, 3, 16, 16)).shape);
    }

    [Fact]
    public void Starts_with_glorot_uniform_weights_and_zero_biases()
    {
        using var scope = torch.NewDisposeScope();
        var network = NetworkRegistry.Build("paper", 16, seed: 3);
        foreach (var (name, parameter) in network.named_parameters())
        {
            if (name.EndsWith("bias", StringComparison.Ordinal))
            {
                Assert.Equal(0, parameter.abs().max().item<float>());
                continue;
            }
            var area = parameter.shape.Skip(2).Aggregate(1L, (a, b) => a * b);
            var limit = Math.Sqrt(6.0 / ((parameter.shape[0] + parameter.shape[1]) * area));
            var largest = parameter.abs().max().item<float>();
            Assert.InRange(largest, 0.9 * limit, limit * 1.0001);
        }
    }

    [Fact]
    public void The_seed_decides_the_weights()
    {
        using var scope = torch.NewDisposeScope();
        float[] Weights(long seed) => NetworkRegistry.Build("paper", 16, seed).parameters().First().data<float>().ToArray();
        Assert.Equal(Weights(1), Weights(1));
        Assert.NotEqual(Weights(1), Weights(2));
    }

    [Fact]
    public void Bfloat16_and_channels_last_give_the_scores_of_float32()
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        var network = NetworkRegistry.Build("paper", 32, seed: 0);
        network.eval();
        var random = new Random(1);
        var batch = new Batch([.. Enumerable.Range(0, 4 * 32 * 32).Select(_ => random.NextSingle())], 32, []);
        var channelsFirst = torch.tensor(batch.Pixels, [4, 1, 32, 32]).expand(4, 3, 32, 32).contiguous();
        var expected = network.forward(channelsFirst).data<float>().ToArray();

        var channelsLast = network.forward(batch.ToTensor(ScalarType.Float32)).data<float>().ToArray();
        network.to(ScalarType.BFloat16);
        var rounded = network.forward(batch.ToTensor(ScalarType.BFloat16)).to_type(ScalarType.Float32).data<float>().ToArray();

        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], channelsLast[i], 1e-4f);
            Assert.Equal(expected[i], rounded[i], 0.05f);
        }
    }
}
