using System.Buffers.Binary;
using System.Text;
using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;
using Xunit;

namespace CovidCxr.Imaging.Tests.Codecs;

public sealed class PngWriterTests
{
    [Fact]
    public void What_is_written_is_read_again_exactly()
    {
        var pixels = SyntheticXRay.Pixels(4, 90, 70);
        Assert.Equal(pixels, ImageDecoders.Default.ReadGray(PngWriter.Encode(pixels, 90, 70), "a.png", 90, 70));
    }

    [Fact]
    public void The_same_pixels_give_the_same_bytes()
        => Assert.Equal(PngWriter.Encode(SyntheticXRay.Pixels(4), 160, 160), PngWriter.Encode(SyntheticXRay.Pixels(4), 160, 160));

    [Fact]
    public void It_is_8_bit_gray_and_holds_nothing_but_the_image()
    {
        var png = PngWriter.Encode(SyntheticXRay.Pixels(4), 160, 160);
        Assert.Equal([8, 0], png[24..26].Select(value => (int)value)); // IHDR: bits, color type
        var chunks = new List<string>();
        for (var at = 8; at < png.Length; at += 12 + BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at)))
            chunks.Add(Encoding.ASCII.GetString(png, at + 4, 4));
        // pHYs, the size of a pixel, is fixed.
        Assert.Equal(["IHDR", "pHYs", "IDAT", "IEND"], chunks.Distinct());
    }

    [Fact]
    public void Gray_values_become_the_nearest_bytes_and_stay_in_range()
    {
        var image = new GrayImage(40, 40, [.. Enumerable.Range(0, 1600).Select(i => i % 256 / 255f)]);
        (image[0, 0], image[1, 0], image[2, 0]) = (-0.5f, 1.5f, 100.4f / 255);

        var read = ImageDecoders.Default.ReadGray(PngWriter.Encode(image), "a.png", 40, 40);

        Assert.Equal([0, 255, 100], read[..3].Select(value => (int)value));
        Assert.Equal(Enumerable.Range(3, 1597).Select(i => (byte)(i % 256)), read[3..]);
    }

    [Fact]
    public void A_length_that_does_not_fit_is_refused()
        => Assert.Throws<ArgumentException>(() => PngWriter.Encode(new byte[10], 3, 4));
}
