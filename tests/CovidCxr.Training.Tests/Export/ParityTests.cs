using CovidCxr.Inference.Models;
using CovidCxr.Training.Batches;
using CovidCxr.Training.Export;
using CovidCxr.Training.Networks;
using CovidCxr.Training.Novelty;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace CovidCxr.Training.Tests.Export;

/// <summary>ONNX Runtime and torch give the same outputs.</summary>
[Trait("Speed", "slow")]
public sealed class ParityTests : IDisposable
{
    private const float Tolerance = 1e-4f;

    private readonly TemporaryFolder temporary = new();

    public static TheoryData<string, int> Cases => new(
        from spec in NetworkRegistry.All
        where spec.BuildFor is null
        from size in spec.InputSizes ?? [16, 40] // 40 halves to odd sizes
        select (spec.Name, size));

    /// <summary>The networks of the literature, at a size that halves to odd ones.</summary>
    public static TheoryData<string, int> PublishedCases => new(
        from spec in NetworkRegistry.All
        where spec.BuildFor is not null
        select (spec.Name, spec.SmallestInput + 12));

    public static TheoryData<string, int> CasesWithMaps => new(
        from spec in NetworkRegistry.All
        where spec.HasMaps
        select (spec.Name, spec.InputSizes?[1] ?? Math.Max(72, spec.SmallestInput + 53)));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Scores_and_probabilities_are_torchs(string name, int size)
    {
        using var network = SyntheticModel.Network(name, size, seed: 4);
        using var model = Open(network, name, size);
        foreach (var count in new[] { 1, 3, 64 })
        {
            var pixels = SyntheticModel.Pixels(count, size);
            var outputs = model.Classify(pixels, count);

            using var scope = torch.NewDisposeScope();
            using var noGradient = torch.no_grad();
            var scores = network.forward(Batch.FromBytes(pixels, size).ToTensor(ScalarType.Float32));
            var probabilities = ((scores + torch.tensor(new float[] { 0.4f, -0.9f, 0 })) / torch.tensor(1.7f)).softmax(1);
            // Outputs that are the same for every image would agree whatever the graph does.
            if (count > 1)
                Assert.True((scores.amax([0]) - scores.amin([0])).min().item<float>() > 100 * Tolerance, $"{scores}");
            Near(scores.data<float>().ToArray(), outputs.SelectMany(output => output.Scores));
            Near(probabilities.data<float>().ToArray(), outputs.SelectMany(output => output.Probabilities));
        }
    }

    [Theory]
    [MemberData(nameof(PublishedCases))]
    public void Published_networks_score_real_x_rays_as_torch_does(string name, int size)
    {
        using var network = SyntheticModel.Network(name, size, seed: 4);
        using var model = Open(network, name, size);
        var pixels = RealImages.Pixels(64, size);
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        var scores = network.forward(Batch.FromBytes(pixels, size).ToTensor(ScalarType.Float32));
        Assert.True(((scores.amax([0]) - scores.amin([0])) / scores.abs().max()).min().item<float>() > 10 * Tolerance, $"{scores}");
        Near(scores.data<float>().ToArray(), model.Classify(pixels, 64).SelectMany(output => output.Scores));
    }

    [Theory]
    [MemberData(nameof(CasesWithMaps))]
    public void The_means_of_the_maps_are_the_scores(string name, int size)
    {
        using var network = SyntheticModel.Network(name, size, seed: 5);
        using var model = Open(network, name, size);
        Assert.True(model.HasMaps);
        foreach (var output in model.Classify(SyntheticModel.Pixels(1, size), 1))
        {
            var maps = output.Maps.Chunk(output.MapWidth * output.MapHeight).ToList();
            Assert.Equal(3, maps.Count);
            Near(output.Scores, maps.Select(map => map.Average()));
            Assert.All(maps, map => Assert.True(map.Max() > map.Min())); // the cells of a chest differ
        }
    }

    [Fact]
    public void Maps_have_torchs_values_and_size()
    {
        using var network = (CompactNetwork)SyntheticModel.Network("compact", 72, seed: 6);
        using var model = Open(network, "compact", 72);
        var pixels = SyntheticModel.Pixels(3, 72);
        var reference = TorchReference.Of(network, pixels, 72, SyntheticModel.Calibration);
        var outputs = model.Classify(pixels, 3);
        Near(reference.Maps, outputs.SelectMany(output => output.Maps));
        using var noGradient = torch.no_grad();
        using var maps = network.Run(Batch.FromBytes(pixels, 72).ToTensor(ScalarType.Float32)).Maps!;
        Assert.Equal([maps.shape[2], maps.shape[3]], new long[] { outputs[0].MapHeight, outputs[0].MapWidth });
        Assert.True(Parity.Measure(model, reference).Holds);
    }

    [Fact]
    public void Novelty_is_the_fitted_distance()
    {
        using var network = SyntheticModel.Network("compact", 16, seed: 7);
        var pixels = SyntheticModel.Pixels(64, 16);
        using var noGradient = torch.no_grad();
        using var features = network.Run(Batch.FromBytes(pixels, 16).ToTensor(ScalarType.Float32)).Features!;
        var rows = features.contiguous().data<float>().ToArray().Chunk((int)features.shape[1]).ToList();
        var distance = MahalanobisDistance.Fit(rows.Take(32).ToList()); // fewer than features, so these images are all equally far

        using var model = Open(network, "compact", 16, distance);
        var distances = model.Classify(pixels, 64).Select(output => output.Novelty!.Value).ToList();
        Assert.All(rows.Zip(distances), pair => Assert.Equal(1, pair.Second / distance.Of(pair.First), 1e-3));
        Assert.True(distances.Max() > distances.Min() + 1, string.Join(' ', distances));
    }

    [Fact]
    public void The_same_network_gives_the_same_bytes()
    {
        byte[] Bytes()
        {
            using var network = SyntheticModel.Network("compact", 16, seed: 8);
            using var stream = new MemoryStream();
            ModelExport.Write(network, SyntheticModel.Card("compact", 16), null, stream);
            return stream.ToArray();
        }
        Assert.Equal(Bytes(), Bytes());
    }

    private OnnxClassifier Open(ClassifierNetwork network, string name, int size, MahalanobisDistance? novelty = null)
    {
        var path = temporary.New() + ".onnx";
        try
        {
            using (var stream = File.Create(path))
                ModelExport.Write(network, SyntheticModel.Card(name, size, novelty is null ? null : 1), novelty, stream);
            return OnnxClassifier.Open(path, threads: 2);
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
        var allowed = Tolerance * Math.Max(1, left.Max(Math.Abs)); // as model verify counts it
        for (var i = 0; i < left.Length; i++)
            Assert.Equal(left[i], right[i], allowed);
    }

    public void Dispose() => temporary.Dispose();
}
