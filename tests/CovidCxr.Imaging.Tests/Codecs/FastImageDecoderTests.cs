using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;
using CovidCxr.Imaging.Resizing;
using CovidCxr.Testing;
using NetVips;
using Xunit;

namespace CovidCxr.Imaging.Tests.Codecs;

/// <summary>The fast way of reading must give the pixels that networks were trained on, those of <see cref="ImageDecoder"/>.</summary>
public sealed class FastImageDecoderTests
{
    private const int Side = 96;

    public static TheoryData<string> Kinds => [.. SyntheticFiles.All.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_of_file_is_read_as_for_training(string kind)
    {
        var encoded = SyntheticFiles.All[kind]();
        var expected = ImageDecoder.ReadGray(encoded, "a", Side, Side);
        var read = FastImageDecoder.Read(encoded, "a", Side);
        Assert.Equal((Side, ImageDecoder.ReadSize(encoded, "a")), (read.Side, read.Original));
        Assert.InRange(SyntheticXRay.MeanDifference(expected, read.Pixels), 0, 1);
        Assert.InRange(SyntheticXRay.LargestDifference(expected, read.Pixels), 0, 16);
    }

    [Theory]
    [InlineData(50, 400)]
    [InlineData(97, 96)]
    [InlineData(192, 40)]
    [InlineData(1201, 777)]
    public void Any_size_is_read_as_for_training(int width, int height)
    {
        foreach (var encoded in new[] { SyntheticXRay.Png(5, width, height), SyntheticXRay.Jpeg(5, width, height) })
            Assert.InRange(SyntheticXRay.MeanDifference(ImageDecoder.ReadGray(encoded, "a", Side, Side), FastImageDecoder.Read(encoded, "a", Side).Pixels), 0, 1);
    }

    [Fact]
    public void A_picture_of_the_right_size_is_read_exactly()
        => Assert.Equal(SyntheticXRay.Pixels(1, Side, Side), FastImageDecoder.Read(SyntheticXRay.Png(1, Side, Side), "a", Side).Pixels);

    [Fact]
    public void The_edge_is_not_darkened()
        => Assert.All(FastImageDecoder.Read(PngWriter.Encode([.. Enumerable.Repeat((byte)200, 300 * 250)], 300, 250), "a", Side).Pixels, value => Assert.InRange(value, 199, 201));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_ends_early_is_refused(bool jpeg)
    {
        var encoded = jpeg ? SyntheticXRay.Jpeg(1, 500, 500) : SyntheticXRay.Png(1, 500, 500);
        var message = Assert.Throws<InputException>(() => FastImageDecoder.Read(encoded[..(encoded.Length * 2 / 3)], "cut", Side)).Message;
        Assert.Equal("cut is damaged or ends early; get the file again or leave it out", message);
    }

    [Fact]
    public void What_is_no_picture_is_refused_as_by_the_other_reader()
    {
        foreach (var encoded in new[] { [], "patientid,finding\n"u8.ToArray(), SyntheticXRay.Png(1, 20, 20) })
        {
            var expected = Assert.Throws<InputException>(() => ImageDecoder.ReadGray(encoded, "a", Side, Side)).Message;
            Assert.Equal(expected, Assert.Throws<InputException>(() => FastImageDecoder.Read(encoded, "a", Side)).Message);
        }
    }

    [Fact]
    public void Color_is_the_share_of_pixels_that_are_not_gray()
    {
        Assert.Equal(0, FastImageDecoder.Read(SyntheticXRay.Png(1), "a", Side).Color);
        Assert.Equal(0, FastImageDecoder.Read(SyntheticFiles.Rgb(mark: 0), "a", Side).Color);
        Assert.InRange(FastImageDecoder.Read(SyntheticFiles.Rgb(mark: 40), "a", Side).Color, 0.06, 0.0626); // 40 x 40 of 160 x 160
        Assert.InRange(FastImageDecoder.Read(SyntheticFiles.Rgb(mark: 160), "a", Side).Color, 0.99, 1);
    }

    [Fact]
    public void A_small_colored_mark_changes_nothing_far_from_it()
    {
        var (plain, marked) = (FastImageDecoder.Read(SyntheticFiles.LargeRgb(mark: 0), "a", Side), FastImageDecoder.Read(SyntheticFiles.LargeRgb(mark: 40), "a", Side));
        Assert.Equal(0, plain.Color);
        Assert.InRange(marked.Color, 0.0006, 0.000626); // 40 x 40 of 1600 x 1600
        var different = Enumerable.Range(0, plain.Pixels.Length).Where(i => plain.Pixels[i] != marked.Pixels[i]).ToList();
        Assert.NotEmpty(different);
        Assert.All(different, i => Assert.True(i / Side < 8 && i % Side < 8));
    }

    [Fact]
    public async Task Many_threads_read_the_same_as_one()
    {
        var encoded = SyntheticFiles.All.Values.Select(draw => draw()).ToArray();
        var expected = encoded.Select(bytes => FastImageDecoder.Read(bytes, "a", Side).Pixels).ToArray();
        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Task.Run(() =>
            Assert.Equal(expected[i % encoded.Length], FastImageDecoder.Read(encoded[i % encoded.Length], "a", Side).Pixels))));
    }
}
