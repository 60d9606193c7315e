using CovidCxr.Imaging.Phantoms;
using CovidCxr.Training.Export;
using CovidCxr.Training.Networks;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace CovidCxr.Training.Tests.Networks;

public class LungGatedNetworkTests
{
    private const int Size = 128;

    /// <summary>On a drawn chest, though the finder never saw one: the lungs speak, the corners do not.</summary>
    [Fact]
    public void Lungs_decide_and_corners_do_not()
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        using var network = (LungGatedNetwork)NetworkRegistry.Build("compact-lungs", Size, seed: 0);
        network.eval();
        var image = TorchOutputs.Input(ChestPhantom.Draw(Samples.All[0] with { Width = Size, Height = Size }), 1, Size);

        // A plane that says 1 of every place: what comes out is how much a place counts, up to one factor for each class.
        var plane = torch.ones(1, 256, 8, 8);
        var counts = network.Maps(plane, image) / network.Network.Maps(plane);
        float At(int row, int column) => counts[0, 0, row, column].item<float>();
        Assert.Equal(1, counts.mean().item<float>(), 1e-4f);
        Assert.All(new[] { At(0, 0), At(0, 7), At(7, 0), At(7, 7) }, corner => Assert.InRange(corner, 0, 0.2f));
        Assert.True(At(3, 2) > 1 && At(3, 5) > 1, $"{counts}");
    }

    [Fact]
    public void No_gradient_reaches_the_finder()
    {
        using var scope = torch.NewDisposeScope();
        using var network = (LungGatedNetwork)NetworkRegistry.Build("compact-lungs", 64, seed: 0);
        network.forward(torch.rand(2, 3, 64, 64)).sum().backward();
        Assert.All(network.Finder.parameters(), parameter => Assert.Null(parameter.grad));
        Assert.All(network.Network.parameters(), parameter => Assert.NotNull(parameter.grad));
    }

    [Fact]
    public void An_image_without_lungs_is_weighed_evenly()
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        using var network = (LungGatedNetwork)NetworkRegistry.Build("compact-lungs", 64, seed: 0);
        network.Finder.Head.weight!.zero_();
        network.Finder.Head.bias!.copy_(torch.tensor(-30f));
        network.eval();
        var image = torch.rand(1, 3, 64, 64);
        Assert.True(network.forward(image).allclose(network.Network.forward(image), 1e-4, 1e-5));
    }
}
