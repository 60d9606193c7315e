using CovidCxr.Training.Quantization;
using Xunit;

namespace CovidCxr.Training.Tests.Quantization;

/// <summary>Numbers written as whole numbers, against values computed by hand.</summary>
public sealed class IntegerTests
{
    [Theory]
    [InlineData(0f, 255f, 1f, 0)]
    [InlineData(-1f, 4.1f, 0.02f, 50)]
    [InlineData(2f, 5.1f, 0.02f, 0)] // zero is always inside
    [InlineData(-5.1f, -2f, 0.02f, 255)]
    [InlineData(0f, 0f, 1f, 0)]
    public void A_range_spans_all_bytes_and_holds_zero(float low, float high, float scale, byte zero)
    {
        var code = ByteCode.Of(low, high);
        Assert.Equal(scale, code.Scale, 1e-6f);
        Assert.Equal(zero, code.Zero);
    }

    [Theory]
    [InlineData(float.NaN, 1f)]
    [InlineData(0f, float.PositiveInfinity)]
    public void A_range_must_be_finite(float low, float high) =>
        Assert.Throws<ArgumentException>(() => ByteCode.Of(low, high));

    [Fact]
    public void Each_channel_has_its_own_scale()
    {
        // Two channels of two weights each; the input's scale is 0.5.
        var rounded = IntegerKernels.Of([0.64f, -0.32f, 6.4f, 0.1f], [1f, -3.2f], 0.5f);
        Assert.Equal([0.01f, 0.1f], rounded.Scales, (a, b) => Math.Abs(a - b) < 1e-7f);
        Assert.Equal([64, -32, 64, 1], rounded.Kernels);
        Assert.Equal([200, -64], rounded.Biases); // 1 / (0.5 * 0.01) and -3.2 / (0.5 * 0.1)
        Assert.Equal([0.005f, 0.05f], rounded.BiasScales, (a, b) => Math.Abs(a - b) < 1e-7f);
    }

    [Fact]
    public void Kernels_of_zeros_stay_zeros()
    {
        var rounded = IntegerKernels.Of([0f, 0f], [0.25f], 0.5f);
        Assert.Equal([0, 0], rounded.Kernels);
        Assert.Equal(0.25f, rounded.Biases[0] * rounded.BiasScales[0], 0.5f);
    }
}
