using CovidCxr.Training.Networks;
using CovidCxr.Training.Weights;
using TorchSharp;
using Xunit;

namespace CovidCxr.Training.Tests.Networks;

public class NetworkRegistryTests
{
    public static TheoryData<string> Names => [.. NetworkRegistry.Names];

    [Fact]
    public void Names_are_sorted_and_each_occurs_once() =>
        Assert.Equal(NetworkRegistry.Names.Distinct().Order(StringComparer.Ordinal), NetworkRegistry.Names);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_network_has_the_outputs_that_its_entry_promises(string name)
    {
        var spec = NetworkRegistry.Find(name);
        var size = spec.InputSizes?[0] ?? Math.Max(32, spec.SmallestInput);
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        using var network = NetworkRegistry.Build(name, size, seed: 1);
        network.eval();
        var image = torch.rand(2, 3, size, size);
        var outputs = network.Run(image);

        Assert.Equal([2, 3], outputs.Scores.shape);
        Assert.Equal(spec.HasMaps, outputs.Maps is not null);
        Assert.Equal(spec.HasFeatures, outputs.Features is not null);
        Assert.Equal(network.forward(image).data<float>().ToArray(), outputs.Scores.data<float>().ToArray());
    }

    /// <summary>Weight files of earlier versions hold these names.</summary>
    [Theory]
    [InlineData("paper", "block1.convolutions.0.weight", "block4.convolutions.2.bias", "dense3.bias")]
    [InlineData("compact", "stem.convolution.weight", "stem.norm.running_mean", "blocks.0.weighing.squeeze.weight", "head.weight")]
    [InlineData("compact-lungs", "finder.context.3.weight", "network.blocks.3.second.norm.running_var", "network.head.bias")]
    public void Tensor_names_stay_as_they_are(string network, params string[] names)
    {
        using var built = NetworkRegistry.Find(network).Build(64);
        var all = NetworkState.All(built).Select(tensor => tensor.Name).ToList();
        Assert.All(names, name => Assert.Contains(name, all));
    }

    [Theory]
    [InlineData("compact")]
    [InlineData("compact-lungs")]
    public void The_seed_decides_all_weights(string name)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        using var once = NetworkRegistry.Build(name, 64, seed: 2);
        using var again = NetworkRegistry.Build(name, 64, seed: 2);
        foreach (var ((tensor, first), (_, second)) in NetworkState.All(once).Zip(NetworkState.All(again)))
            Assert.True(first.Equals(second), tensor);
    }

    [Fact]
    public void The_number_of_weights_is_known_before_a_network_is_made()
    {
        foreach (var spec in NetworkRegistry.All.Where(spec => spec.Weights is not null))
            foreach (var size in new[] { 16, 24, 40 }.Select(size => size + spec.SmallestInput - 16))
            {
                using var network = spec.Build(size);
                Assert.Equal(network.parameters().Sum(parameter => parameter.numel()), spec.Weights!(size));
            }
        Assert.Equal(63_148_835, NetworkRegistry.Find("paper").Weights!(80));
    }
}
