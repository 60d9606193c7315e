using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;
using CovidCxr.Imaging.Resizing;
using Xunit;

namespace CovidCxr.Imaging.Tests.Resizing;

public sealed class RowScalerTests
{
    [Theory]
    [InlineData(160, 160)]
    [InlineData(96, 40)]
    [InlineData(30, 33)]
    [InlineData(200, 90)]
    public void An_image_row_by_row_is_scaled_as_from_a_file(int width, int height)
    {
        var pixels = SyntheticXRay.Pixels(1);
        var expected = ImageDecoders.Default.ReadGray(PngWriter.Encode(pixels, 160, 160), "a", width, height);
        Assert.InRange(SyntheticXRay.LargestDifference(expected, Scale(width, height, pixels)), 0, 3);
    }

    [Fact]
    public void Gray_16_bit_gray_and_RGB_give_the_same()
    {
        var pixels = SyntheticXRay.Pixels(1);
        using var deep = new RowScaler(new ImageSize(160, 160), 64, 64);
        using var color = new RowScaler(new ImageSize(160, 160), 64, 64);
        for (var y = 0; y < 160; y++)
        {
            var row = pixels.AsSpan(y * 160, 160).ToArray();
            deep.AddGray16(Array.ConvertAll(row, value => (ushort)(value * 257)));
            color.AddRgb([.. row.SelectMany(value => new[] { value, value, value })]);
        }
        var expected = Scale(64, 64, pixels);
        Assert.InRange(SyntheticXRay.LargestDifference(expected, deep.Scale()), 0, 1);
        Assert.Equal(expected, color.Scale());
        Assert.Equal((0, 0), (deep.ColoredShare, color.ColoredShare));
    }

    [Fact]
    public void Too_few_too_many_and_too_long_rows_are_refused()
    {
        using var scaler = new RowScaler(new ImageSize(3, 2), 1, 1);
        Assert.Throws<ArgumentException>(() => scaler.AddGray(new byte[4]));
        scaler.AddGray([1, 2, 3]);
        Assert.Throws<InvalidOperationException>(() => scaler.Scale());
        scaler.AddGray([4, 5, 6]);
        Assert.Throws<ArgumentException>(() => scaler.AddGray([7, 8, 9]));
        Assert.Single(scaler.Scale());
    }

    private static byte[] Scale(int width, int height, byte[] pixels)
    {
        using var scaler = new RowScaler(new ImageSize(160, 160), width, height);
        for (var y = 0; y < 160; y++)
            scaler.AddGray(pixels.AsSpan(y * 160, 160));
        return scaler.Scale();
    }
}
