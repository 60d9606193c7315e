using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;
using Xunit;

namespace CovidCxr.Imaging.Tests;

public sealed class UnreadableKindTests
{
    public static TheoryData<string, byte[], string> Heads => new()
    {
        { "a.dcm", [.. new byte[128], .. "DICM"u8], "a DICOM file" },
        { "photo.jpg", [.. new byte[128], .. "DICM"u8], "a DICOM file" },
        { "no-preamble.DCM", [8, 0, 5, 0, 10, 0, 0, 0, .. "ISO_IR 100"u8], "a DICOM file" },
        { "a.bmp", [.. "BM"u8, .. new byte[60]], "a BMP image" },
        { "a.jp2", [0, 0, 0, 12, .. "jP  "u8, 13, 10, 0x87, 10], "a JPEG 2000 image" },
        { "a.j2k", [0xFF, 0x4F, 0xFF, 0x51, 0], "a JPEG 2000 image" },
        { "a.jls", [0xFF, 0xD8, 0xFF, 0xF7, 0, 11], "a JPEG-LS image" },
        { "a.jxl", [0xFF, 0x0A, 1], "a JPEG XL image" },
        { "a.heic", [0, 0, 0, 24, .. "ftypheic"u8], "a HEIC image" },
        { "a.avif", [0, 0, 0, 24, .. "ftypavif"u8], "an AVIF image" },
        { "a.nii.gz", [0x1F, 0x8B, 8], "a NIfTI file" },
        { "a.svg", [.. "<?xml version='1.0'?><svg width='9'/>"u8], "an SVG image" },
        { "a.pgm", [.. "P5\n64 64\n255\n"u8], "a NetPBM image" },
        { "a.pdf", [.. "%PDF-1.4"u8], "a PDF file" },
    };

    [Theory]
    [MemberData(nameof(Heads))]
    public void A_named_file_of_a_known_kind_gets_one_line_with_the_kind(string name, byte[] bytes, string kind)
    {
        var error = Assert.Throws<InputException>(() => ImageDecoders.Default.ReadScaled(bytes, name, 64)).Message;
        Assert.Equal($"{name} is {kind}, which this version does not read; convert it to PNG", error);
    }

    [Theory]
    [InlineData("a/b.DCM", "DICOM file")]
    [InlineData("a/b.heic", "HEIC image")]
    [InlineData("a/b.nii.gz", "NIfTI file")]
    [InlineData("a/b.png", null)]
    [InlineData("a/b.gif", null)]
    [InlineData("a/notes.txt", null)]
    [InlineData("a/b", null)]
    public void A_name_tells_the_kind_without_opening_the_file(string path, string? kind) =>
        Assert.Equal(kind, UnreadableKind.OfPath(path)?.Name);

    [Fact]
    public void No_extension_is_both_readable_and_not() =>
        Assert.Empty(ImageDecoders.Default.Extensions.Intersect(UnreadableKind.All.SelectMany(kind => kind.Extensions)));
}
