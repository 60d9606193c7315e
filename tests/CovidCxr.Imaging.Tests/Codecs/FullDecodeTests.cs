using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;
using NetVips;
using Xunit;
using static CovidCxr.Imaging.Tests.Codecs.Drawn;

namespace CovidCxr.Imaging.Tests.Codecs;

/// <summary>Every way of reading a file is held to a full decode of the same drawing, whatever kind of file it is in.</summary>
public sealed class FullDecodeTests
{
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
        { "4:2:0 progressive jpeg", image => Color(image).JpegsaveBuffer(q: 98, interlace: true) },
        {
            "lossless jpeg with a stray byte",
            _ => WithStrayByte(LosslessJpeg.Encode(Array.ConvertAll(Drawing, value => (ushort)value), Width, Height))
        },
        { "jpeg with a stray byte", image => WithStrayByte(image.JpegsaveBuffer(q: 98)) },
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
        { "int8 tiff", image => (image - 128).Cast(Enums.BandFormat.Char).TiffsaveBuffer() },
        { "int16 tiff moved down by 32768", image => ((image * 257) - 32768).Cast(Enums.BandFormat.Short).TiffsaveBuffer() },
        { "16-bit rgb tiff of 12 bits", image => Rgb16(image, 16).TiffsaveBuffer() },
        { "16-bit rgb png", image => Rgb16(image, 257).PngsaveBuffer(bitdepth: 16) },
        { "transparent 16-bit png of 12 bits", image => Deep(image, 16, Enums.BandFormat.Ushort).Bandjoin(65535)
            .Copy(interpretation: Enums.Interpretation.Grey16).PngsaveBuffer(bitdepth: 16) },
        {
            "min-is-white 16-bit tiff of 12 bits",
            image => RawTiff(image, 16, false, v => BitConverter.GetBytes((ushort)(4080 - (16 * v))), photometric: 0)
        },
        { "min-is-white float tiff", image => RawTiff(image, 32, true, v => BitConverter.GetBytes(1 - (v / 255f)), 0) },
        { "64-bit integer tiff", image => RawTiff(image, 64, false, v => BitConverter.GetBytes(257L * v)) },
        { "64-bit float tiff", image => RawTiff(image, 64, true, v => BitConverter.GetBytes(v / 255.0)) },
        { "24-bit tiff", image => RawTiff(image, 24, false, v => BitConverter.GetBytes(65793 * v)[..3]) },
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
        Assert.Equal(
            kind.Contains("without") ? ["the marker that ends the JPEG is missing; its picture is there"]
            : kind.Contains("stray") ? ["the JPEG has stray bytes or marks of an unknown version, which are passed over"]
            : [],
            notes.Select(note => note.Text));
        var expected = ImageDecoders.Default.ReadScaled(image.PngsaveBuffer(), "png", Side).Pixels;
        Near(expected, decoders.ReadScaled(file, kind, Side).Pixels);
        Near(expected, decoders.ReadGray(file, kind, Side, Side));
        // At the full size nothing is resized: the bytes themselves.
        Near(Drawing, decoders.ReadGray(file, kind, Width, Height));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void A_turned_picture_is_read_upright_whatever_its_numbers(int orientation)
    {
        using var image = Picture();
        using var stored = Stored(image, orientation);
        var expected = ImageDecoders.Default.ReadScaled(image.PngsaveBuffer(), "png", Side).Pixels;
        foreach (var format in new[] { Enums.BandFormat.Uchar, Enums.BandFormat.Ushort, Enums.BandFormat.Float })
        {
            using var deep = format == Enums.BandFormat.Uchar ? stored.Copy()
                : Deep(stored, format == Enums.BandFormat.Ushort ? 16 : 1 / 255.0, format);
            using var marked = deep.Mutate(copy => copy.Set(GValue.GIntType, "orientation", orientation));
            var file = marked.TiffsaveBuffer();
            Assert.Equal(new ImageSize(Width, Height), ImageDecoders.Default.ReadSize(file, "turned.tif"));
            Near(Drawing, ImageDecoders.Default.ReadGray(file, "turned.tif", Width, Height));
            Near(expected, ImageDecoders.Default.ReadScaled(file, "turned.tif", Side).Pixels);
        }
    }

    [Fact]
    public void A_jpeg_with_more_than_one_picture_for_bright_displays_is_read_as_its_plain_one()
    {
        using var image = Color(Picture());
        using var linear = image.Colourspace(Enums.Interpretation.Scrgb);
        var file = linear.UhdrsaveBuffer(q: 98);
        var read = ImageDecoders.Default.ReadScaled(file, "bright.jpg", Side).Pixels;
        Near(read, ImageDecoders.Default.ReadGray(file, "bright.jpg", Side, Side), most: 12);
    }
}
