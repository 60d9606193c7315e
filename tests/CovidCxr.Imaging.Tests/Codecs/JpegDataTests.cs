using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;
using Xunit;
using static CovidCxr.Imaging.Tests.Codecs.Drawn;

namespace CovidCxr.Imaging.Tests.Codecs;

/// <summary>A JPEG is read if all of its picture is there, and only then.</summary>
public sealed class JpegDataTests
{
    [Fact]
    public void A_jpeg_of_more_than_8_bits_is_refused_with_what_to_do()
    {
        var file = LosslessJpeg.Encode(Array.ConvertAll(Drawing, value => (ushort)(value * 16)), Width, Height, 12);
        var error = Assert.Throws<InputException>(() => ImageDecoders.Default.ReadScaled(file, "deep.jpg", Side));
        Assert.Equal("deep.jpg is a JPEG of 12 bits, which this version does not read; convert it to a 16-bit PNG", error.Message);
    }

    [Theory]
    [InlineData(false, 20_000)]
    [InlineData(true, 40)]
    [InlineData(true, 4000)]
    [InlineData(false, 3)]
    [InlineData(true, 3)]
    [InlineData(false, 20_000, true)]
    [InlineData(true, 4000, true)]
    public void A_jpeg_whose_data_are_cut_stays_refused(bool progressive, int missing, bool ends = false)
    {
        using var image = Picture();
        var file = image.JpegsaveBuffer(q: 98, interlace: progressive)[..^(missing + 2)];
        if (ends)
            file = [.. file, 0xFF, 0xD9];
        foreach (var read in new Action[]
        {
            () => ImageDecoders.Default.ReadScaled(file, "cut.jpg", Side),
            () => ImageDecoders.Default.ReadGray(file, "cut.jpg", Side, Side),
        })
            Assert.Contains("damaged or ends early", Assert.Throws<InputException>(read).Message);
    }
}
