using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;
using NetVips;
using Xunit;

namespace CovidCxr.Imaging.Tests.Codecs;

public sealed class VipsImageDecoderTests
{
    private const int Side = 160;

    private static readonly VipsImageDecoder Decoder = new();
    private static readonly byte[] Expected = SyntheticXRay.Pixels(1);

    [Fact]
    public void Gray_8_bit_of_the_same_size_is_read_exactly()
        => Assert.Equal(Expected, Decoder.ReadGray(SyntheticXRay.Png(1), "a.png", Side, Side, out _));

    [Fact]
    public void Gray_16_bit_keeps_its_brightness()
    {
        using var image = SyntheticXRay.Image(1);
        using var deep = (image * 257).Cast(Enums.BandFormat.Ushort).Copy(interpretation: Enums.Interpretation.Grey16);
        Assert.InRange(SyntheticXRay.LargestDifference(Expected, Read(deep.PngsaveBuffer(bitdepth: 16))), 0, 1);
    }

    [Fact]
    public void Rgb_16_bit_keeps_its_brightness()
    {
        using var image = SyntheticXRay.Image(1);
        using var band = (image * 257).Cast(Enums.BandFormat.Ushort);
        using var rgb = band.Bandjoin(band, band);
        using var deep = rgb.Copy(interpretation: Enums.Interpretation.Rgb16);
        Assert.InRange(SyntheticXRay.LargestDifference(Expected, Read(deep.PngsaveBuffer(bitdepth: 16))), 0, 1);
    }

    [Fact]
    public void Palette_png_shows_its_colors_not_its_indices()
    {
        using var image = SyntheticXRay.Image(1);
        using var color = image.Colourspace(Enums.Interpretation.Srgb);
        var palette = color.PngsaveBuffer(palette: true, q: 100, dither: 0);
        Assert.Equal(3, palette[25]); // IHDR: color type 3 is a palette
        Assert.InRange(SyntheticXRay.MeanDifference(Expected, Read(palette)), 0, 2);
    }

    [Fact]
    public void Black_and_white_png_is_black_and_white()
    {
        using var image = SyntheticXRay.Image(1);
        using var lungs = image < 128;
        var pixels = Read(lungs.PngsaveBuffer(bitdepth: 1));
        Assert.Equal([0, 255], pixels.Distinct().Order().Select(value => (int)value));
    }

    [Fact]
    public void Transparent_parts_are_black_and_half_transparent_ones_half_as_bright()
    {
        using var image = SyntheticXRay.Image(1);
        var alpha = Enumerable.Range(0, Side * Side).Select(i => (byte)((i % Side) < 40 ? 0 : (i % Side) < 80 ? 128 : 255)).ToArray();
        using var mask = Image.NewFromMemory(alpha, Side, Side, 1, Enums.BandFormat.Uchar);
        using var joined = image.Bandjoin(mask);
        using var transparent = joined.Copy(interpretation: Enums.Interpretation.Bw);
        var pixels = Read(transparent.PngsaveBuffer());
        for (var row = 0; row < Side * Side; row += Side)
        {
            Assert.Equal(0, pixels[row + 20]);
            Assert.InRange(pixels[row + 60] - (Expected[row + 60] / 2), -2, 2);
            Assert.InRange(pixels[row + 120] - Expected[row + 120], -1, 1);
        }
    }

    [Fact]
    public void Cmyk_jpeg_is_neither_inverted_nor_shifted_far()
    {
        using var image = SyntheticXRay.Image(1);
        using var color = image.Colourspace(Enums.Interpretation.Srgb);
        using var cmyk = color.IccTransform("cmyk", inputProfile: "srgb");
        Assert.Equal(4, cmyk.Bands);
        // Printing inks reach neither full black nor full white.
        Assert.InRange(SyntheticXRay.MeanDifference(Expected, Read(cmyk.JpegsaveBuffer(q: 95))), 0, 12);
    }

    [Theory]
    [InlineData(3, Enums.Angle.D180)]
    [InlineData(6, Enums.Angle.D270)] // stored lying on its left side, to be turned right by 90 degrees
    [InlineData(8, Enums.Angle.D90)]
    public void Exif_rotation_is_undone(int orientation, Enums.Angle stored)
    {
        using var upright = SyntheticXRay.Image(1, 120, 200);
        using var turned = upright.Rot(stored);
        using var tagged = turned.Mutate(image => image.Set(GValue.GIntType, "orientation", orientation));
        var jpeg = tagged.JpegsaveBuffer(q: 95);
        Assert.Equal(new ImageSize(120, 200), Decoder.ReadSize(jpeg, "a.jpg"));
        var read = Decoder.ReadGray(jpeg, "a.jpg", 120, 200, out _);
        Assert.InRange(SyntheticXRay.MeanDifference(SyntheticXRay.Pixels(1, 120, 200), read), 0, 2);
    }

    [Fact]
    public void The_image_is_stretched_whatever_its_aspect_ratio()
    {
        // The drawing is defined on relative positions, so that a stretched one can be drawn directly.
        var pixels = Decoder.ReadGray(SyntheticXRay.Png(1, 320, 100), "a.png", 80, 80, out _);
        Assert.InRange(SyntheticXRay.MeanDifference(SyntheticXRay.Pixels(1, 80, 80), pixels), 0, 1.5);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Shrinking_is_antialiased(bool jpeg)
    {
        // A chessboard of single pixels has no detail that a fourth of the size can show: it must become an even gray.
        var board = Enumerable.Range(0, 256 * 256).Select(i => (byte)(((i % 256) + (i / 256)) % 2 * 255)).ToArray();
        using var raw = Image.NewFromMemory(board, 256, 256, 1, Enums.BandFormat.Uchar);
        using var image = raw.Copy(interpretation: Enums.Interpretation.Bw);
        var pixels = Decoder.ReadGray(jpeg ? image.JpegsaveBuffer(q: 95) : image.PngsaveBuffer(), "a", 64, 64, out _);
        Assert.All(pixels, value => Assert.InRange(value, 120, 135));
    }

    [Fact]
    public void Growing_is_bilinear_between_the_centers_of_pixels()
    {
        var ramp = Enumerable.Range(0, 40 * 40).Select(i => (byte)(((i % 40) * 4) + (i / 40 * 2))).ToArray();
        var pixels = Decoder.ReadGray(PngWriter.Encode(ramp, 40, 40), "a.png", 80, 120, out _);
        for (var y = 2; y < 117; y++)
            for (var x = 1; x < 79; x++)
                Assert.InRange(pixels[(y * 80) + x] - ((((x + 0.5) / 2) - 0.5) * 4) - ((((y + 0.5) / 3) - 0.5) * 2), -0.51, 0.51);
        Assert.Equal((ramp[0], ramp[^1]), (pixels[0], pixels[^1]));
    }

    [Fact]
    public void Growing_one_side_and_shrinking_the_other_keeps_the_image()
    {
        var pixels = Decoder.ReadGray(SyntheticXRay.Png(1, 300, 60), "a.png", 100, 100, out _);
        Assert.InRange(SyntheticXRay.MeanDifference(SyntheticXRay.Pixels(1, 100, 100), pixels), 0, 2);
    }

    [Fact]
    public async Task Many_threads_read_the_same_as_one()
    {
        var jpeg = SyntheticXRay.Jpeg(3, 500, 400);
        var expected = Decoder.ReadGray(jpeg, "a.jpg", 64, 64, out _);
        var all = await Task.WhenAll(
            Enumerable.Range(0, 200).Select(_ => Task.Run(() => Decoder.ReadGray(jpeg, "a.jpg", 64, 64, out ImageReading _))));
        Assert.All(all, pixels => Assert.Equal(expected, pixels));
    }

    private static byte[] Read(byte[] encoded) => Decoder.ReadGray(encoded, "a", Side, Side, out _);
}
