using CovidCxr.Core;
using CovidCxr.Core.ModelCards;
using CovidCxr.Inference.Models;
using CovidCxr.Training.Export;
using CovidCxr.Training.Onnx;
using CovidCxr.Training.Quantization;
using CovidCxr.Training.Tests.Export;
using Xunit;

namespace CovidCxr.Training.Tests.Quantization;

/// <summary>A graph of whole numbers beside the one it is made of, both in ONNX Runtime.</summary>
[Trait("Speed", "slow")]
public sealed class QuantizedModelTests : IDisposable
{
    private const string Network = "resnet14-lungs";
    private const int Size = 64, Images = 24;

    private readonly TemporaryFolder temporary = new();
    private readonly byte[] original;
    private readonly byte[][] images = [.. SyntheticModel.Pixels(Images, Size).Chunk(Size * Size)];

    public QuantizedModelTests()
    {
        using var network = SyntheticModel.Network(Network, Size, seed: 11);
        using var stream = new MemoryStream();
        ModelExport.Write(network, Card(null), null, stream);
        original = stream.ToArray();
    }

    public void Dispose() => temporary.Dispose();

    [Fact]
    public void The_outputs_are_nearly_those_of_the_original()
    {
        using var before = Open(original);
        using var after = Open(Quantized());
        var (expected, rounded) = (Scores(before), Scores(after));
        var spread = expected.Max() - expected.Min();
        Assert.True(spread > 0.1, $"{spread}"); // the images differ
        var differences = expected.Zip(rounded, (a, b) => Math.Abs(a - b)).ToList();
        Assert.True(differences.Average() < 0.05 * spread, $"{differences.Average()} of {spread}");
        Assert.True(differences.Max() > 0); // it is another graph
        Assert.True(Agreement.Measure(before, after, images).Holds);
    }

    [Fact]
    public void All_convolutions_but_those_of_image_lungs_and_scores_have_weights_of_seven_bits()
    {
        var graph = ModelProto.Parser.ParseFrom(Quantized()).Graph;
        var weights = graph.Initializer.ToDictionary(tensor => tensor.Name);
        var whole = 0;
        foreach (var convolution in graph.Node.Where(node => node.OpType == "Conv"))
        {
            var isWhole = weights.TryGetValue($"{convolution.Input[1]}/numbers", out var numbers);
            Assert.Equal(
                !convolution.Name.StartsWith("lungs", StringComparison.Ordinal) && convolution.Name is not ("stem" or "places"), isWhole);
            if (!isWhole)
                continue;
            whole++;
            Assert.All(numbers!.RawData.ToByteArray(), number => Assert.InRange((sbyte)number, -64, 64));
            Assert.EndsWith("/rounded", convolution.Input[0]);
        }
        Assert.Equal(12 + 2, whole); // six blocks of two, and two shortcuts
    }

    [Fact]
    public void The_same_file_gives_the_same_bytes() => Assert.Equal(Quantized(), Quantized());

    [Fact]
    public void A_file_without_such_layers_is_refused()
    {
        var error = Assert.Throws<InputException>(() => QuantizedModel.Of(Quantized(), "seed0.onnx"));
        Assert.StartsWith("seed0.onnx: has no convolution", error.Message);
    }

    private byte[] Quantized()
    {
        var model = QuantizedModel.Of(original, "original.onnx");
        model.Round(ActivationRanges.Measure(original, "original.onnx", model.Activations, images, Size));
        using var stream = new MemoryStream();
        model.Write(Card("8-bit integers"), stream);
        return stream.ToArray();
    }

    private static ModelCard Card(string? arithmetic) => SyntheticModel.Card(Network, Size) with { Arithmetic = arithmetic };

    private OnnxClassifier Open(byte[] bytes)
    {
        var path = temporary.New() + ".onnx";
        File.WriteAllBytes(path, bytes);
        return OnnxClassifier.Open(path);
    }

    private List<double> Scores(OnnxClassifier model) =>
        [.. images.SelectMany(image => model.Classify(image, 1)[0].Scores).Select(score => (double)score)];
}
