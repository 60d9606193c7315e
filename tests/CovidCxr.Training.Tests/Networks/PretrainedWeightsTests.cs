using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Training.Layers;
using CovidCxr.Training.Networks;
using CovidCxr.Training.Onnx;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using TorchSharp;
using Xunit;

namespace CovidCxr.Training.Tests.Networks;

public sealed class PretrainedWeightsTests : IDisposable
{
    private const string FileName = "ResNet18.onnx";

    private readonly TemporaryFolder temporary = new();

    private static string Shipped => Path.Combine(PretrainedWeights.Folder, FileName);

    private static string Sha256 => Checksums.Of(File.ReadAllBytes(Shipped));

    /// <summary>The file's graph takes blue, green and red, 0 to 255 minus the means of ImageNet, and gives the last features.</summary>
    [Fact]
    public void A_gray_image_gets_the_features_of_the_file_it_starts_from()
    {
        const int size = 224;
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        torch.manual_seed(4);
        // Not noise alone, of which the deep layers see little.
        var image = torch.nn.functional.interpolate(torch.rand(1, 1, 14, 14), [size, size]);
        using var network = NetworkRegistry.Build("resnet20", size, seed: 0);
        PretrainedWeights.Load(network, FileName, Sha256);
        network.eval();
        var features = network.Run(image.expand(1, 3, size, size)).Features!;
        var last = features.narrow(1, features.shape[1] - 512, 512).contiguous().data<float>().ToArray();

        var centered = image - image.mean([2, 3], keepdim: true);
        var standard = centered / (centered.pow(2).mean([2, 3], keepdim: true).sqrt() + 1e-3f);
        var colors = (standard * 60f).expand(1, 3, size, size).contiguous().data<float>().ToArray();
        using var session = new InferenceSession(Shipped);
        var input = NamedOnnxValue.CreateFromTensor(session.InputNames[0], new DenseTensor<float>(colors, [1, 3, size, size]));
        using var outputs = session.Run([input]);
        var expected = outputs[0].AsTensor<float>().ToArray();
        Assert.Equal(expected.Length, last.Length);
        Assert.True(expected.Max() > 1, "the file's own features are not nothing");
        foreach (var (theirs, ours) in expected.Zip(last))
            Assert.Equal(theirs, ours, 2e-3 * Math.Max(1, Math.Abs(theirs)));
    }

    /// <summary>The file has one block more in the last stage than the published ResNet-18.</summary>
    [Fact]
    public void The_published_resnet18_computes_what_the_file_does_up_to_the_block_that_it_lacks()
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        using var whole = (ImageNetResNet)NetworkRegistry.Build("resnet20", 64, seed: 0);
        using var published = NetworkRegistry.Build("resnet18", 64, seed: 0);
        PretrainedWeights.Load(whole, FileName, Sha256);
        PretrainedWeights.Load(published, FileName, Sha256);
        whole.eval();
        published.eval();
        torch.manual_seed(6);
        var image = torch.nn.functional.interpolate(torch.rand(2, 1, 8, 8), [64, 64]).expand(2, 3, 64, 64);
        var expected = whole.BlockOutputs(image)[7];
        Assert.True(expected.max().item<float>() > 0.1);
        Assert.True(published.Run(image).LastMaps!.allclose(expected, 1e-3, 1e-3));
    }

    [Fact]
    public void A_smaller_network_takes_the_first_blocks_of_each_stage_with_the_channels_that_count_most()
    {
        using var whole = NetworkRegistry.Build("resnet20", 64, seed: 0);
        using var small = NetworkRegistry.Build("resnet8-lungs", 64, seed: 0);
        PretrainedWeights.Load(whole, FileName, Sha256);
        PretrainedWeights.Load(small, FileName, Sha256);
        Assert.Equal(Values(whole, "stem.convolution.weight"), Values(small, "network.stem.convolution.weight"));
        foreach (var (block, of) in new[] { (0, 0), (1, 2), (2, 4) })
        {
            Assert.Equal(Values(whole, $"blocks.{of}.second.norm.bias"), Values(small, $"network.blocks.{block}.second.norm.bias"));
            var all = Values(whole, $"blocks.{of}.first.norm.weight");
            var kept = Values(small, $"network.blocks.{block}.first.norm.weight");
            Assert.Equal(block == 0 ? all.Length / 2 : all.Length, kept.Length);
            Assert.Subset(all.ToHashSet(), kept.ToHashSet());
            Assert.True(kept.Average(Math.Abs) >= all.Average(Math.Abs));
        }
    }

    /// <summary>What is left out of the inside of a block leaves the rest as it was.</summary>
    [Fact]
    public void Kept_channels_compute_what_they_did()
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        torch.manual_seed(5);
        NormalizedConvolution Layer(int channels, int inputs) => new(
            [channels, inputs, 3, 3],
            torch.randn(channels * inputs * 9).data<float>().ToArray(),
            Scale: [.. Enumerable.Range(0, channels).Select(channel => channel % 2 == 0 ? 1f : 0f)], // every other channel is dead
            Bias: new float[channels],
            Mean: new float[channels],
            Variance: [.. Enumerable.Repeat(1f, channels)]);
        var (one, two) = (Layer(8, 4), Layer(4, 8));
        using var whole = new ResidualBlock("whole", 4, 4, 1, hasAttention: false);
        using var half = new ResidualBlock("half", 4, 4, 1, hasAttention: false, inner: 4);
        whole.eval();
        half.eval();
        half.Load(one, two, null);
        Assert.Throws<ArgumentException>(() => whole.Load(Layer(2, 4), Layer(4, 2), null)); // fewer than there are
        using var full = new ResidualBlock("full", 4, 4, 1, hasAttention: false, inner: 8);
        full.eval();
        full.Load(one, two, null);
        var x = torch.randn(2, 4, 6, 6);
        Assert.Equal(full.forward(x).data<float>().ToArray(), half.forward(x).data<float>().ToArray(), (a, b) => Math.Abs(a - b) < 1e-4);
    }

    [Fact]
    public void A_missing_a_changed_and_an_unsuited_file_are_refused()
    {
        using var network = NetworkRegistry.Build("resnet20", 32, seed: 0);
        using var paper = NetworkRegistry.Build("paper", 32, seed: 0);
        Assert.StartsWith(
            "pretrained.file none.onnx: no such file", Error(network, "none.onnx", ""), StringComparison.Ordinal);
        Assert.Contains("and the recipe asks for 'abc'", Error(network, FileName, "abc"));
        Assert.Contains("holds the weights of another network", Error(paper, FileName, Sha256));

        temporary.Write("text.onnx", "no model"u8.ToArray());
        var text = temporary["text.onnx"];
        Assert.StartsWith(
            $"{text}: not an ONNX file, or a damaged one",
            Error(network, text, Checksums.Of(File.ReadAllBytes(text))),
            StringComparison.Ordinal);
    }

    private static string Error(ClassifierNetwork network, string file, string sha256) =>
        Assert.Throws<InputException>(() => PretrainedWeights.Load(network, file, sha256)).Message;

    private static float[] Values(ClassifierNetwork network, string tensor) =>
        network.named_parameters().Single(parameter => parameter.name == tensor).parameter.data<float>().ToArray();

    public void Dispose() => temporary.Dispose();
}
