using CovidCxr.Imaging.Phantoms;
using CovidCxr.Training.Batches;
using CovidCxr.Training.Networks;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace CovidCxr.Training.Tests.Networks;

public class LungGatedNetworkTests
{
    private const int Size = 128;

    /// <summary>On a drawn chest, which the segmenter never saw in training.</summary>
    [Fact]
    public void Lungs_decide_and_corners_do_not()
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        using var network = (LungGatedNetwork)NetworkRegistry.Build("compact-lungs", Size, seed: 0);
        network.eval();
        var chest = ChestPhantom.Draw(Samples.All[0] with { Width = Size, Height = Size });
        var image = Batch.FromBytes(chest, Size).ToTensor(ScalarType.Float32);

        // With feature maps of 1 everywhere, the result is how much a cell counts, up to one factor for each class.
        var ones = torch.ones(1, 256, 8, 8);
        var weights = network.ClassMaps(ones, image) / network.Classifier.ClassMaps(ones);
        float At(int row, int column) => weights[0, 0, row, column].item<float>();
        Assert.Equal(1, weights.mean().item<float>(), 1e-4f);
        Assert.All(new[] { At(0, 0), At(0, 7), At(7, 0), At(7, 7) }, corner => Assert.InRange(corner, 0, 0.2f));
        Assert.True(At(3, 2) > 1 && At(3, 5) > 1, $"{weights}");
    }

    [Fact]
    public void No_gradient_reaches_the_segmenter()
    {
        using var scope = torch.NewDisposeScope();
        using var network = (LungGatedNetwork)NetworkRegistry.Build("compact-lungs", 64, seed: 0);
        network.forward(torch.rand(2, 3, 64, 64)).sum().backward();
        Assert.All(network.Segmenter.parameters(), parameter => Assert.Null(parameter.grad));
        Assert.All(network.Classifier.parameters(), parameter => Assert.NotNull(parameter.grad));
    }

    [Fact]
    public void Without_lungs_all_cells_count_the_same()
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        using var network = (LungGatedNetwork)NetworkRegistry.Build("compact-lungs", 64, seed: 0);
        network.Segmenter.Head.weight!.zero_();
        network.Segmenter.Head.bias!.copy_(torch.tensor(-30f));
        network.eval();
        var image = torch.rand(1, 3, 64, 64);
        Assert.True(network.forward(image).allclose(network.Classifier.forward(image), 1e-4, 1e-5));
    }
}
