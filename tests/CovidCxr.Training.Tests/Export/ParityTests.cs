using CovidCxr.Core.Metrics;
using CovidCxr.Inference.Models;
using CovidCxr.Testing;
using CovidCxr.Training.Export;
using CovidCxr.Training.Networks;
using CovidCxr.Training.Novelty;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace CovidCxr.Training.Tests.Export;

/// <summary>ONNX Runtime says what torch says.</summary>
public sealed class ParityTests : IDisposable
{
    private readonly TemporaryFolder temporary = new();

    private const float Tolerance = 1e-4f;

    public static TheoryData<string, int> Cases => new(
        from name in NetworkRegistry.Names
        from size in name == "compact-lungs" ? LungGatedNetwork.InputSizes : [16, 40] // 40 halves to odd planes
        select (name, size));

    /// <summary>Every network of the catalog: one that nobody wrote an export for fails here.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Scores_and_probabilities_are_torchs(string name, int size)
    {
        using var network = SyntheticModel.Network(name, size, seed: 4);
        using var model = Open(network, name, size);
        foreach (var count in new[] { 1, 3, 64 })
        {
            var pixels = SyntheticModel.Pixels(count, size);
            var said = model.Score(pixels, count);

            using var scope = torch.NewDisposeScope();
            using var noGradient = torch.no_grad();
            var scores = network.forward(TorchOutputs.Input(pixels, count, size));
            var probabilities = (scores / torch.tensor((float)SyntheticModel.Temperature)).softmax(1);
            // Two libraries that say the same of every image would agree on nothing.
            if (count > 1)
                Assert.True((scores.amax([0]) - scores.amin([0])).min().item<float>() > 100 * Tolerance, $"{scores}");
            Near(scores.data<float>().ToArray(), said.SelectMany(output => output.Scores));
            Near(probabilities.data<float>().ToArray(), said.SelectMany(output => output.Probabilities));
        }
    }

    [Theory]
    [InlineData("compact", 72)]
    [InlineData("compact-lungs", 128)]
    public void The_mean_of_the_maps_are_the_scores(string name, int size)
    {
        using var network = SyntheticModel.Network(name, size, seed: 5);
        using var model = Open(network, name, size);
        Assert.True(model.HasMaps);
        foreach (var output in model.Score(SyntheticModel.Pixels(1, size), 1))
        {
            var maps = output.Maps.Chunk(output.MapWidth * output.MapHeight).ToList();
            Assert.Equal(3, maps.Count);
            Near(output.Scores, maps.Select(map => map.Average()));
            Assert.All(maps, map => Assert.True(map.Max() > map.Min())); // the chest's places differ
        }
    }

    [Fact]
    public void Maps_lie_as_torch_has_them()
    {
        using var network = (CompactNetwork)SyntheticModel.Network("compact", 72, seed: 6);
        using var model = Open(network, "compact", 72);
        var pixels = SyntheticModel.Pixels(3, 72);
        var reference = TorchOutputs.Of(NetworkGraphs.Of(network, 72), pixels, 3, 72, SyntheticModel.Temperature);
        var said = model.Score(pixels, 3);
        Near(reference.Maps, said.SelectMany(output => output.Maps));
        using var plane = network.LastPlane(TorchOutputs.Input(pixels, 3, 72));
        Assert.Equal([plane.shape[2], plane.shape[3]], new long[] { said[0].MapHeight, said[0].MapWidth });
        Assert.True(Parity.Of(model, reference).Holds);
    }

    [Fact]
    public void Novelty_is_the_measures_own_distance()
    {
        using var network = SyntheticModel.Network("compact", 16, seed: 7);
        var graph = NetworkGraphs.Of(network, 16);
        var pixels = SyntheticModel.Pixels(64, 16);
        using var noGradient = torch.no_grad();
        using var features = graph.Run(TorchOutputs.Input(pixels, 64, 16)).Features!;
        var rows = features.contiguous().data<float>().ToArray().Chunk((int)features.shape[1]).ToList();
        var measure = MahalanobisDistance.Fit(rows.Take(32).ToList()); // images it was fitted on lie equally far, being fewer than the features

        using var model = Open(network, "compact", 16, measure);
        var distances = model.Score(pixels, 64).Select(output => output.Novelty!.Value).ToList();
        Assert.All(rows.Zip(distances), pair => Assert.Equal(1, pair.Second / measure.Distance(pair.First), 1e-3));
        Assert.True(distances.Max() > distances.Min() + 1, string.Join(' ', distances));
    }

    [Fact]
    public void The_same_network_gives_the_same_bytes()
    {
        byte[] Bytes()
        {
            using var network = SyntheticModel.Network("compact", 16, seed: 8);
            var path = temporary.New();
            ModelExport.Write(NetworkGraphs.Of(network, 16), SyntheticModel.Card("compact", 16), null, path);
            return File.ReadAllBytes(path);
        }
        Assert.Equal(Bytes(), Bytes());
    }

    private ModelFile Open(Module<Tensor, Tensor> network, string name, int size, MahalanobisDistance? novelty = null)
    {
        var path = temporary.New() + ".onnx";
        try
        {
            ModelExport.Write(NetworkGraphs.Of(network, size), SyntheticModel.Card(name, size, novelty is null ? null : 1), novelty, path);
            return ModelFile.Open(path, threads: 2);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Near(IEnumerable<float> expected, IEnumerable<float> actual)
    {
        var (left, right) = (expected.ToArray(), actual.ToArray());
        Assert.Equal(left.Length, right.Length);
        for (var i = 0; i < left.Length; i++)
            Assert.Equal(left[i], right[i], Tolerance);
    }

    public void Dispose() => temporary.Dispose();
}
