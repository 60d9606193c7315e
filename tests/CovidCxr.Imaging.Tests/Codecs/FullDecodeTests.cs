using System.Runtime.InteropServices;
using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;
using NetVips;
using Xunit;

namespace CovidCxr.Imaging.Tests.Codecs;

/// <summary>Every way of reading a file is held to a full decode of the same drawing, whatever kind of file it is in.</summary>
public sealed class FullDecodeTests
{
    private const int Width = 611, Height = 473, Side = 64;

    private static readonly byte[] Drawing = Draw();

    public static TheoryData<string, Func<Image, byte[]>> Kinds => new()
    {
        { "jpeg", image => image.JpegsaveBuffer(q: 98) },
        { "progressive jpeg", image => image.JpegsaveBuffer(q: 98, interlace: true) },
        { "jpeg with restarts", image => image.JpegsaveBuffer(q: 98, restartInterval: 3) },
        { "4:2:0 jpeg", image => Color(image).JpegsaveBuffer(q: 98, subsampleMode: Enums.ForeignSubsample.On) },
        { "4:4:4 jpeg", image => Color(image).JpegsaveBuffer(q: 98, subsampleMode: Enums.ForeignSubsample.Off) },
        { "lossless jpeg", _ => LosslessJpeg.Encode(Array.ConvertAll(Drawing, value => (ushort)value), Width, Height) },
        { "jpeg without its end", image => image.JpegsaveBuffer(q: 98)[..^2] },
        { "jpeg without its last byte", image => image.JpegsaveBuffer(q: 98)[..^1] },
        { "progressive jpeg without its end", image => image.JpegsaveBuffer(q: 98, interlace: true)[..^2] },
        { "png", image => image.PngsaveBuffer() },
        { "interlaced png", image => image.PngsaveBuffer(interlace: true) },
        { "palette png", image => Color(image).PngsaveBuffer(palette: true, dither: 0, q: 100) },
        { "transparent png", image => image.Bandjoin(255).Copy(interpretation: Enums.Interpretation.Bw).PngsaveBuffer() },
        { "16-bit png", image => Deep(image, 257, Enums.BandFormat.Ushort).PngsaveBuffer(bitdepth: 16) },
        { "tiff", image => image.TiffsaveBuffer() },
        { "tiled tiff", image => image.TiffsaveBuffer(tile: true, tileWidth: 64, tileHeight: 64) },
        { "lzw tiff", image => image.TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Lzw) },
        { "deflate tiff", image => image.TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Deflate) },
        { "jpeg tiff", image => image.TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Jpeg, q: 98) },
        { "pyramid tiff", image => image.TiffsaveBuffer(tile: true, pyramid: true) },
        { "min-is-white tiff", image => image.TiffsaveBuffer(miniswhite: true) },
        { "webp", image => Color(image).WebpsaveBuffer(lossless: true) },
        { "gif", image => Color(image).GifsaveBuffer(dither: 0) },
        { "bits of 10 in a 16-bit png", image => Deep(image, 4, Enums.BandFormat.Ushort).PngsaveBuffer(bitdepth: 16) },
        { "bits of 12 in a 16-bit png", image => Deep(image, 16, Enums.BandFormat.Ushort).PngsaveBuffer(bitdepth: 16) },
        { "bits of 12 in a 16-bit tiff", image => Deep(image, 16, Enums.BandFormat.Ushort).TiffsaveBuffer() },
        { "bits of 14 in a 16-bit png", image => Deep(image, 64, Enums.BandFormat.Ushort).PngsaveBuffer(bitdepth: 16) },
        { "bits of 8 in a 16-bit png", image => Deep(image, 1, Enums.BandFormat.Ushort).PngsaveBuffer(bitdepth: 16) },
        { "16-bit tiff", image => Deep(image, 257, Enums.BandFormat.Ushort).TiffsaveBuffer() },
        { "int16 tiff of 12 bits", image => Deep(image, 16, Enums.BandFormat.Short).TiffsaveBuffer() },
        { "int16 tiff of 15 bits", image => Deep(image, 128, Enums.BandFormat.Short).TiffsaveBuffer() },
        { "uint32 tiff of 16 bits", image => Deep(image, 257, Enums.BandFormat.Uint).TiffsaveBuffer() },
        { "uint32 tiff of 32 bits", image => Deep(image, 16843009, Enums.BandFormat.Uint).TiffsaveBuffer() },
        { "float tiff of 0 to 1", image => (image / 255).Cast(Enums.BandFormat.Float).TiffsaveBuffer() },
        { "float tiff of 0 to 255", image => image.Cast(Enums.BandFormat.Float).TiffsaveBuffer() },
        { "float tiff of 0 to 65535", image => Deep(image, 257, Enums.BandFormat.Float).TiffsaveBuffer() },
        { "double tiff of 0 to 4095", image => Deep(image, 16, Enums.BandFormat.Double).TiffsaveBuffer() },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_way_of_reading_gives_the_whole_picture(string kind, Func<Image, byte[]> save)
    {
        using var image = Picture();
        var file = save(image);
        var decoders = ImageDecoders.Default;
        Assert.Equal(new ImageSize(Width, Height), decoders.ReadSize(file, kind));
        var notes = decoders.ReadScaled(file, kind, Side).Reading.Notes;
        Assert.Equal(kind.Contains("without") ? ["the marker that ends the JPEG is missing; at most its last 16 rows are damaged"]
            : kind.Contains("pyramid") ? ["the first of 4 pages"] : [], notes);
        var expected = ImageDecoders.Default.ReadScaled(image.PngsaveBuffer(), "png", Side).Pixels;
        Near(expected, decoders.ReadScaled(file, kind, Side).Pixels);
        Near(expected, decoders.ReadGray(file, kind, Side, Side));
        // At the full size nothing is resized: the bytes themselves.
        Near(Drawing, decoders.ReadGray(file, kind, Width, Height));
    }

    [Theory]
    [InlineData("float tiff around 0", -0.5, 0.01)]
    [InlineData("float tiff of tiny numbers", 0, 1e-7)]
    [InlineData("float tiff of large numbers", 1e6, 1000)]
    [InlineData("int16 tiff around 0", -32768, 257)]
    [InlineData("int8 tiff", -128, 1)]
    public void Numbers_of_no_usual_range_are_stretched_over_their_percentiles(string kind, double offset, double scale)
    {
        using var image = Picture();
        var format = kind.Split(' ')[0] switch
        {
            "int16" => Enums.BandFormat.Short,
            "int8" => Enums.BandFormat.Char,
            _ => Enums.BandFormat.Float
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
        Assert.Contains("negative numbers are read as unsigned", read.Reading.Notes.Single());
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
        Assert.Equal(["3 numbers not finite, drawn black"], read.Reading.Notes);
        Assert.Equal([0, 0, 0], ImageDecoders.Default.ReadGray(image.TiffsaveBuffer(), "nan.tif", Width, Height)[..3]);
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
    public void A_jpeg_whose_data_are_cut_stays_refused(bool progressive, int missing)
    {
        using var image = Picture();
        var file = image.JpegsaveBuffer(q: 98, interlace: progressive)[..^(missing + 2)];
        foreach (var read in new Action[]
        {
            () => ImageDecoders.Default.ReadScaled(file, "cut.jpg", Side),
            () => ImageDecoders.Default.ReadGray(file, "cut.jpg", Side, Side),
        })
            Assert.Contains("damaged or ends early", Assert.Throws<InputException>(read).Message);
    }

    private static Image Picture() => Image.NewFromMemoryCopy(Drawing, Width, Height, 1, Enums.BandFormat.Uchar)
        .Copy(interpretation: Enums.Interpretation.Bw);

    private static Image Color(Image image) => image.Colourspace(Enums.Interpretation.Srgb);

    private static Image Deep(Image image, double factor, Enums.BandFormat format)
    {
        var deep = (image.Cast(Enums.BandFormat.Double) * factor).Cast(format);
        return format == Enums.BandFormat.Ushort ? deep.Copy(interpretation: Enums.Interpretation.Grey16) : deep;
    }

    private static void Near(byte[] expected, byte[] actual, double most = 6)
    {
        Assert.Equal(expected.Length, actual.Length);
        var worst = expected.Zip(actual, (a, b) => Math.Abs(a - b)).Max();
        Assert.InRange(worst, 0, most);
    }

    // Every corner has another gray, so that reading only a part of the picture shows; black and white both occur.
    private static byte[] Draw()
    {
        var pixels = new byte[Width * Height];
        for (var y = 0; y < Height; y++)
            for (var x = 0; x < Width; x++)
            {
                var ramp = (0.35 * x / Width) + (0.35 * y / Height);
                var wave = 0.15 * (1 + Math.Sin(x / 23.0) * Math.Cos(y / 17.0));
                pixels[(y * Width) + x] = (byte)Math.Clamp(Math.Round(280 * (ramp + wave)) - 10, 0, 255);
            }
        return pixels;
    }
}
