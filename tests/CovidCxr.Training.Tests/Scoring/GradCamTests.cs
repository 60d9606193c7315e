using CovidCxr.Training.Batches;
using CovidCxr.Training.Networks;
using CovidCxr.Training.Scoring;
using CovidCxr.Training.Tests.Export;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace CovidCxr.Training.Tests.Scoring;

public class GradCamTests
{
    /// <summary>Every network of the registry has a map; the one of a published network is tested at its smallest size.</summary>
    public static TheoryData<string> Names => [.. NetworkRegistry.Names];

    [Theory]
    [Trait("Speed", "slow")]
    [MemberData(nameof(Names))]
    public void Every_network_has_a_heat_map(string name)
    {
        var spec = NetworkRegistry.Find(name);
        var size = spec.InputSizes?[0] ?? Math.Max(64, spec.SmallestInput + 52);
        using var network = SyntheticModel.Network(name, size, seed: 3);
        var (maps, height, width) = GradCam.Of(network, Batch.FromBytes(SyntheticModel.Pixels(1, size), size))!.Value;
        Assert.Equal(3 * height * width, maps.Length);
        Assert.True(height > 1 && width > 1, $"{height} x {width}");
        Assert.All(maps, value => Assert.True(float.IsFinite(value)));
        Assert.Contains(maps.Chunk(height * width), map => map.Max() > map.Min());
    }

    /// <summary>Of a head that pools, Grad-CAM is what speaks for the class in the class-activation map (Selvaraju et al. 2017).</summary>
    [Fact]
    public void Of_a_pooling_head_it_is_the_class_activation_map()
    {
        using var scope = torch.NewDisposeScope();
        using var network = SyntheticModel.Network("mobilenetv2", 96, seed: 5);
        var image = Batch.FromBytes(SyntheticModel.Pixels(1, 96), 96).ToTensor(ScalarType.Float32);
        var outputs = network.Run(image);
        var weighed = GradCam.Weigh(outputs.Scores, outputs.LastMaps!); // [1, 3, 3, 3]

        var bias = network.get_parameter("head.dense.bias")!.reshape(1, 3, 1, 1); // belongs to no place
        var expected = (outputs.Maps! - bias).relu() / torch.tensor(9f);
        Assert.True(expected.max().item<float>() > 0);
        Assert.True(weighed.allclose(expected, 1e-3, 1e-4), $"{weighed} {expected}");
    }
}
