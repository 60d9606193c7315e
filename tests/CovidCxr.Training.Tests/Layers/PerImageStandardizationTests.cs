using CovidCxr.Training.Layers;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace CovidCxr.Training.Tests.Layers;

public class PerImageStandardizationTests
{
    [Fact]
    public void Removes_exposure_and_contrast()
    {
        using var scope = torch.NewDisposeScope();
        var image = torch.rand(1, 1, 20, 20);
        var darker = (image * 0.5f) + 0.1f;
        var x = torch.cat([image, darker], 0).expand(2, 3, 20, 20);
        var result = PerImageStandardization.Apply(x);

        Assert.Equal([2, 1, 20, 20], result.shape);
        Assert.Equal(0, result.mean([1, 2, 3]).abs().max().item<float>(), 1e-6f);
        Assert.Equal(1, result.square().mean([1, 2, 3]).sqrt().min().item<float>(), 0.01f);
        Assert.Equal(0, (result[0] - result[1]).abs().max().item<float>(), 0.02f); // not exactly 0 because of the floor
    }

    [Fact]
    public void An_image_of_one_gray_becomes_zero()
    {
        using var scope = torch.NewDisposeScope();
        Assert.Equal(0, PerImageStandardization.Apply(torch.full([1, 1, 100, 100], 128 / 255f)).abs().max().item<float>(), 1e-6f);
    }

    [Fact]
    public void Keeps_the_element_type()
    {
        using var scope = torch.NewDisposeScope();
        Assert.Equal(ScalarType.BFloat16, PerImageStandardization.Apply(torch.rand(1, 3, 8, 8).to_type(ScalarType.BFloat16)).dtype);
    }
}
