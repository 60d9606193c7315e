using CovidCxr.Dicom.Decoding;
using Xunit;

namespace CovidCxr.Dicom.Tests.Codecs;

/// <summary>Files that dcmtk and GDCM compressed are read as the file before.</summary>
public sealed class ReferenceCodecTests : IDisposable
{
    private const int Width = 97, Height = 81;

    private readonly TemporaryFolder folder = new();

    /// <summary>A name, and the command that compresses <c>plain.dcm</c> to <c>packed.dcm</c> without loss.</summary>
    public static TheoryData<string> Exact =>
    [
        "dcmconv +ti", "dcmconv +tb", "dcmconv +td",
        "dcmcrle", "gdcmconv --rle",
        "dcmcjpeg +e1", "dcmcjpeg +el +sv 2", "dcmcjpeg +el +sv 3", "dcmcjpeg +el +sv 4", "dcmcjpeg +el +sv 5", "dcmcjpeg +el +sv 6",
        "dcmcjpeg +el +sv 7", "gdcmconv --jpeg",
        "dcmcjpls", "gdcmconv --jpegls", "gdcmconv --j2k",
    ];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Exact))]
    public void Gray_of_every_depth_and_sign_is_exact(string command)
    {
        var checkedFiles = 0;
        foreach (var bits in new[] { 8, 10, 12, 14, 16 })
            foreach (var isSigned in new[] { false, true })
                foreach (var photometric in new[] { "MONOCHROME1", "MONOCHROME2" })
                {
                    var plain = SyntheticDicom.Gray(Drawn.Chest(bits, Width, Height), Width, Height, bits, isSigned: isSigned)
                        .Text(0x00280004, "CS", photometric);
                    var largest = 1 << bits;
                    plain.Numbers(0x00281050, isSigned ? 0 : largest / 2).Numbers(0x00281051, largest * 0.8);
                    var file = Complete(plain).File();
                    if (Pack(file, command) is not { } packed)
                        continue;
                    checkedFiles++;
                    Assert.True(
                        Drawn.Gray(file).AsSpan().SequenceEqual(Drawn.Gray(packed)), $"{command}, {bits} bits, {isSigned}, {photometric}");
                }
        Assert.InRange(checkedFiles, 10, 20);
    }

    [Theory]
    [InlineData("dcmcjpeg +eb +q 95", 8)]
    [InlineData("dcmcjpeg +ee +q 95", 12)]
    public void Lossy_jpeg_is_read_as_dcmtk_reads_it(string command, int bits)
    {
        var plain = Complete(SyntheticDicom.Gray(Drawn.Chest(bits, Width, Height), Width, Height, bits))
            .Numbers(0x00281050, 1 << (bits - 1)).Numbers(0x00281051, 1 << bits).File();
        var packed = Pack(plain, command)!;
        Tool.Run(folder.Path, "dcmdjpeg", "packed.dcm", "unpacked.dcm");
        var (expected, read) = (Drawn.Gray(File.ReadAllBytes(folder["unpacked.dcm"])), Drawn.Gray(packed));
        var step = 65535 / ((1 << bits) - 1);
        Assert.True(expected.Zip(read, (a, b) => Math.Abs(a - b)).Max() <= step); // two inverse transforms round differently
    }

    [Theory]
    [InlineData("dcmcrle")]
    [InlineData("dcmcjpeg +e1")]
    [InlineData("dcmcjpls")]
    [InlineData("gdcmconv --j2k")]
    public void Color_is_exact(string command)
    {
        var gray = SyntheticXRay.Pixels(3, Width, Height);
        byte[] rgb = [.. gray.SelectMany((value, i) => new[] { (byte)(i % 7 == 0 ? 255 : value), value, (byte)(value / 2) }), 0];
        var plain = Complete(new SyntheticDicom().Picture(Width, Height, 8)).Words(0x00280002, 3).Text(0x00280004, "CS", "RGB")
            .Words(0x00280006, 0).Element(0x7FE00010, "OB", rgb).File();
        var packed = Pack(plain, command)!;
        Assert.Equal(DicomPicture.Read(plain, "plain").Rgb, DicomPicture.Read(packed, "packed").Rgb);
    }

    [Fact]
    public void Color_in_baseline_jpeg_is_close()
    {
        // Smooth, because baseline JPEG halves the colors.
        byte[] rgb = [.. Enumerable.Range(0, 96 * 80).SelectMany(i => new[] { (byte)(i % 96), (byte)(2 * (i / 96)), (byte)128 })];
        var plain = Complete(new SyntheticDicom().Picture(96, 80, 8)).Words(0x00280002, 3).Text(0x00280004, "CS", "RGB")
            .Words(0x00280006, 0).Element(0x7FE00010, "OB", rgb).File();
        var packed = Pack(plain, "dcmcjpeg +eb +q 95")!;
        var (a, b) = (DicomPicture.Read(plain, "plain").Rgb!, DicomPicture.Read(packed, "packed").Rgb!);
        Assert.InRange(SyntheticXRay.MeanDifference(a, b), 0, 3);
    }

    [Fact]
    public void The_first_of_several_frames_is_read()
    {
        var (first, second) = (Drawn.Chest(12, Width, Height), Drawn.Chest(12, Width, Height, seed: 2));
        var one = Complete(SyntheticDicom.Gray(first, Width, Height, 12)).Numbers(0x00281050, 2048).Numbers(0x00281051, 4096).File();
        var two = Complete(SyntheticDicom.Gray([.. first, .. second], Width, Height, 12)).Numbers(0x00281050, 2048)
            .Numbers(0x00281051, 4096).Text(0x00280008, "IS", "2").File();
        Assert.Equal(Drawn.Gray(one), Drawn.Gray(two));
        foreach (var command in new[] { "dcmcrle", "dcmcjpeg +e1", "dcmcjpeg +e1 +fs 1", "dcmcjpeg +e1 -ot", "dcmcjpls" })
        {
            var packed = Pack(two, command)!;
            Assert.Equal(Drawn.Gray(one), Drawn.Gray(packed));
            Assert.Contains("the first of 2 frames", XRayDecoders.All.ReadScaled(packed, "a", 32).Reading.Text);
        }
    }

    // What the programs ask of a file beyond the picture.
    private static SyntheticDicom Complete(SyntheticDicom file) => file
        .Text(0x00080005, "CS", "ISO_IR 100").Text(0x00100010, "PN", "Drawn").Text(0x00100020, "LO", "1")
        .Text(0x0020000D, "UI", "1.2.3").Text(0x0020000E, "UI", "1.2.4");

    // Null where the program itself does not encode such samples.
    private byte[]? Pack(byte[] plain, string command)
    {
        File.WriteAllBytes(folder["plain.dcm"], plain);
        var words = command.Split(' ');
        var output = Tool.RunAnyway(folder.Path, out var exitCode, words[0], [.. words[1..], "plain.dcm", "packed.dcm"]);
        if (exitCode == 0)
            return File.ReadAllBytes(folder["packed.dcm"]);
        // Debian's build of GDCM aborts on some sizes and signs.
        Assert.True(words[0] == "gdcmconv", $"{command}: {output}");
        return null;
    }
}
