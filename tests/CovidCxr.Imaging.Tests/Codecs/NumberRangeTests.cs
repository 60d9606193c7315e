using System.Runtime.InteropServices;
using CovidCxr.Imaging.Codecs;
using NetVips;
using Xunit;
using static CovidCxr.Imaging.Tests.Codecs.Drawn;

namespace CovidCxr.Imaging.Tests.Codecs;

/// <summary>Which numbers of a file become black and white.</summary>
public sealed class NumberRangeTests
{
    [Theory]
    [InlineData("float tiff around 0", -0.5, 0.01)]
    [InlineData("float tiff of tiny numbers", 0, 1e-7)]
    [InlineData("float tiff of large numbers", 1e6, 1000)]
    [InlineData("int16 tiff around 0", -1024, 16)]
    [InlineData("int16 tiff of 12 bits, moved down", -32768, 16)]
    [InlineData("uint16 tiff of 12 bits, moved up", 32768, 16)]
    [InlineData("float tiff of percent", 0, 100 / 255.0)]
    [InlineData("float tiff of dark shares", 0, 0.4 / 255)]
    [InlineData("uint32 tiff of 24 bits", 0, 65793)]
    public void Numbers_of_no_usual_range_are_stretched_over_their_percentiles(string kind, double offset, double scale)
    {
        using var image = Picture();
        var format = kind.Split(' ')[0] switch
        {
            "int16" => Enums.BandFormat.Short,
            "uint16" => Enums.BandFormat.Ushort,
            "uint32" => Enums.BandFormat.Uint,
            _ => Enums.BandFormat.Float,
        };
        var read = ImageDecoders.Default.ReadScaled(((image * scale) + offset).Cast(format).TiffsaveBuffer(), kind, Side);
        Assert.Equal("percentiles 0.1 and 99.9", read.Reading.Rule);
        // The drawing fills nearly the whole range, so stretching changes little.
        Near(ImageDecoders.Default.ReadScaled(image.PngsaveBuffer(), "png", Side).Pixels, read.Pixels, most: 16);
    }

    [Theory]
    [InlineData(Enums.BandFormat.Ushort, Enums.BandFormat.Short, 257)]
    [InlineData(Enums.BandFormat.Uint, Enums.BandFormat.Int, 16843009)]
    public void Unsigned_numbers_in_a_signed_type_are_read_as_unsigned(Enums.BandFormat from, Enums.BandFormat to, double factor)
    {
        using var image = Picture();
        using var unsigned = (image.Cast(Enums.BandFormat.Double) * factor).Cast(from);
        var bytes = from == Enums.BandFormat.Ushort
            ? MemoryMarshal.AsBytes<ushort>(unsigned.WriteToMemory<ushort>()).ToArray()
            : MemoryMarshal.AsBytes<uint>(unsigned.WriteToMemory<uint>()).ToArray();
        using var signed = Image.NewFromMemoryCopy(bytes, Width, Height, 1, to);
        var read = ImageDecoders.Default.ReadScaled(signed.TiffsaveBuffer(), "wrapped.tif", Side);
        Near(ImageDecoders.Default.ReadScaled(image.PngsaveBuffer(), "png", Side).Pixels, read.Pixels);
        Assert.Contains("negative numbers are read as unsigned", read.Reading.Notes.Single().Text);
    }

    [Fact]
    public void A_mark_burnt_in_above_the_bits_of_the_detector_does_not_hide_them()
    {
        using var image = Picture();
        using var deep = Deep(image, 16, Enums.BandFormat.Ushort);
        using var mark = (Image.Black(40, 40) + 65535).Cast(Enums.BandFormat.Ushort).Copy(interpretation: Enums.Interpretation.Grey16);
        var read = ImageDecoders.Default.ReadScaled(deep.Insert(mark, 10, 10).PngsaveBuffer(bitdepth: 16), "marked.png", Side);
        Assert.Equal((16, 0, 4095, "12 bits used"), (read.Reading.Bits, read.Reading.Low, read.Reading.High, read.Reading.Rule));
    }

    [Fact]
    public void Numbers_that_are_not_finite_are_drawn_black_and_counted()
    {
        var numbers = Array.ConvertAll(Drawing, value => value / 255f);
        (numbers[0], numbers[1], numbers[2]) = (float.NaN, float.PositiveInfinity, float.NegativeInfinity);
        using var image = Image.NewFromMemoryCopy(numbers, Width, Height, 1, Enums.BandFormat.Float);
        var read = ImageDecoders.Default.ReadScaled(image.TiffsaveBuffer(), "nan.tif", Side);
        Assert.Equal(["3 numbers not finite, drawn black"], read.Reading.Notes.Select(note => note.Text));
        Assert.Equal([0, 0, 0], ImageDecoders.Default.ReadGray(image.TiffsaveBuffer(), "nan.tif", Width, Height)[..3]);
    }

    [Theory]
    [InlineData(3000, 3000 * 255 / 4095.0)]
    [InlineData(40000, 40000 / 257.0)]
    public void A_picture_of_one_16_bit_number_keeps_its_gray(int number, double gray)
    {
        using var image = (Image.Black(100, 100) + number).Cast(Enums.BandFormat.Ushort).Copy(interpretation: Enums.Interpretation.Grey16);
        var pixels = ImageDecoders.Default.ReadScaled(image.PngsaveBuffer(bitdepth: 16), "one.png", Side).Pixels;
        Assert.All(pixels, pixel => Assert.InRange(pixel, gray - 1, gray + 1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7.5)]
    [InlineData(double.NaN)]
    public void A_picture_of_one_number_is_read(double number)
    {
        using var image = (Image.Black(100, 100) + number).Cast(Enums.BandFormat.Float);
        Assert.Equal(Side * Side, ImageDecoders.Default.ReadScaled(image.TiffsaveBuffer(), "one.tif", Side).Pixels.Length);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(257)]
    public void A_colored_picture_of_more_than_8_bits_is_read_as_one_of_8(int factor)
    {
        using var image = Picture();
        using var red = image.Bandjoin(image / 2, image / 3).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);
        using var deep = (red * factor).Cast(Enums.BandFormat.Ushort).Copy(interpretation: Enums.Interpretation.Rgb16);
        var expected = ImageDecoders.Default.ReadScaled(red.PngsaveBuffer(), "red.png", Side);
        var read = ImageDecoders.Default.ReadScaled(deep.PngsaveBuffer(bitdepth: 16), "deep.png", Side);
        Near(expected.Pixels, read.Pixels);
        Assert.InRange(read.ColoredShare, expected.ColoredShare - 0.02, expected.ColoredShare + 0.02);
        Assert.InRange(read.ColoredShare, 0.5, 1);
    }
}
