using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;
using Xunit;

namespace CovidCxr.Imaging.Tests.Codecs;

/// <summary>The fast path must give the pixels that networks were trained on, those of <see cref="VipsImageDecoder.ReadGray"/>.</summary>
public sealed class ScaledImageTests
{
    private const int Side = 96;

    private static readonly VipsImageDecoder Decoder = new();

    public static TheoryData<string> Kinds => [.. SyntheticFiles.All.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_of_file_is_read_as_for_training(string kind)
    {
        var encoded = SyntheticFiles.All[kind]();
        var expected = Decoder.ReadGray(encoded, "a", Side, Side, out _);
        var read = Decoder.ReadScaled(encoded, "a", Side);
        Assert.Equal((Side, Decoder.ReadSize(encoded, "a")), (read.Side, read.Original));
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
        {
            var expected = Decoder.ReadGray(encoded, "a", Side, Side, out _);
            Assert.InRange(SyntheticXRay.MeanDifference(expected, Decoder.ReadScaled(encoded, "a", Side).Pixels), 0, 1);
        }
    }

    [Fact]
    public void An_image_of_the_right_size_is_read_exactly() =>
        Assert.Equal(SyntheticXRay.Pixels(1, Side, Side), Decoder.ReadScaled(SyntheticXRay.Png(1, Side, Side), "a", Side).Pixels);

    [Fact]
    public void The_edge_is_not_darkened()
    {
        var even = PngWriter.Encode([.. Enumerable.Repeat((byte)200, 300 * 250)], 300, 250);
        Assert.All(Decoder.ReadScaled(even, "a", Side).Pixels, value => Assert.InRange(value, 199, 201));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_file_that_ends_early_is_refused(bool jpeg)
    {
        var encoded = jpeg ? SyntheticXRay.Jpeg(1, 500, 500) : SyntheticXRay.Png(1, 500, 500);
        var message = Assert.Throws<InputException>(() => Decoder.ReadScaled(encoded[..(encoded.Length * 2 / 3)], "cut", Side)).Message;
        Assert.Equal("cut is damaged or ends early; get the file again or leave it out", message);
    }

    [Fact]
    public void A_small_image_is_refused_as_for_datasets()
    {
        var encoded = SyntheticXRay.Png(1, 20, 20);
        var expected = Assert.Throws<InputException>(() => Decoder.ReadGray(encoded, "a", Side, Side, out _)).Message;
        Assert.Equal(expected, Assert.Throws<InputException>(() => Decoder.ReadScaled(encoded, "a", Side)).Message);
    }

    [Fact]
    public void Color_is_the_share_of_pixels_that_are_not_gray()
    {
        Assert.Equal(0, Decoder.ReadScaled(SyntheticXRay.Png(1), "a", Side).ColoredShare);
        Assert.Equal(0, Decoder.ReadScaled(SyntheticFiles.Rgb(mark: 0), "a", Side).ColoredShare);
        Assert.InRange(Decoder.ReadScaled(SyntheticFiles.Rgb(mark: 40), "a", Side).ColoredShare, 0.06, 0.0626); // 40 x 40 of 160 x 160
        Assert.InRange(Decoder.ReadScaled(SyntheticFiles.Rgb(mark: 160), "a", Side).ColoredShare, 0.99, 1);
    }

    [Fact]
    public void A_small_colored_mark_changes_nothing_far_from_it()
    {
        var plain = Decoder.ReadScaled(SyntheticFiles.LargeRgb(mark: 0), "a", Side);
        var marked = Decoder.ReadScaled(SyntheticFiles.LargeRgb(mark: 40), "a", Side);
        Assert.Equal(0, plain.ColoredShare);
        Assert.InRange(marked.ColoredShare, 0.0006, 0.000626); // 40 x 40 of 1600 x 1600
        var different = Enumerable.Range(0, plain.Pixels.Length).Where(i => plain.Pixels[i] != marked.Pixels[i]).ToList();
        Assert.NotEmpty(different);
        Assert.All(different, i => Assert.True(i / Side < 8 && i % Side < 8));
    }

    [Fact]
    [Trait("Speed", "slow")]
    public async Task Many_threads_read_the_same_as_one()
    {
        var encoded = SyntheticFiles.All.Values.Select(draw => draw()).ToArray();
        var expected = encoded.Select(bytes => Decoder.ReadScaled(bytes, "a", Side).Pixels).ToArray();
        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Task.Run(() =>
            Assert.Equal(expected[i % encoded.Length], Decoder.ReadScaled(encoded[i % encoded.Length], "a", Side).Pixels))));
    }
}
