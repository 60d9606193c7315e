using System.Text;
using CovidCxr.Dicom.Decoding;
using Xunit;

namespace CovidCxr.Dicom.Tests.Format;

/// <summary>What cannot be read is refused in one line that says what it is and what to do.</summary>
public sealed class WrongFileTests
{
    [Theory]
    [InlineData("1.2.840.10008.5.1.4.1.1.88.22", "is a structured report in DICOM, without a picture; leave it out")]
    [InlineData("1.2.840.10008.5.1.4.1.1.104.1", "is an encapsulated PDF document in DICOM, without a picture; leave it out")]
    [InlineData("1.2.840.10008.5.1.4.1.1.11.1", "is a presentation state in DICOM, without a picture; leave it out")]
    [InlineData("1.2.840.10008.1.3.10", "is a DICOMDIR, which lists pictures and holds none")]
    [InlineData("1.2.3.4", "is an object of an unknown class in DICOM, without a picture; leave it out")]
    public void An_object_without_a_picture(string sopClass, string reason) =>
        Assert.Contains(reason, Drawn.Error(new SyntheticDicom(sopClass: sopClass).File()));

    [Theory]
    [InlineData("1.2.840.113619.5.2", "private (1.2.840.113619.5.2)")]
    [InlineData("1.2.840.10008.1.2.4.201", "HTJ2K Lossless")]
    [InlineData("1.2.840.10008.1.2.4.102", "MPEG-4 video")]
    [InlineData("1.2.840.10008.1.2.9.9", "unknown (1.2.840.10008.1.2.9.9)")]
    public void A_transfer_syntax_that_is_not_read(string syntax, string name)
    {
        var error = Drawn.Error(new SyntheticDicom(syntax).Picture(64, 64, 8).Fragments([], new byte[100]).File());
        Assert.Contains($"is encoded as {name}", error);
        Assert.Contains("gdcmconv --raw", error);
    }

    // Found by changed files: the identifier went into the message as it was.
    [Fact]
    public void A_transfer_syntax_with_a_line_break_is_one_line() => Assert.Contains(
        "private (1.2?840.1)", Drawn.Error(new SyntheticDicom("1.2\n840.1").Picture(64, 64, 8).Fragments([], new byte[100]).File()));

    [Fact]
    public void A_truncated_file()
    {
        var file = Chest().File();
        foreach (var length in new[] { 140, 200, 350, file.Length / 2, file.Length - 1 })
            Assert.Contains("get the file again or leave it out", Drawn.Error(file[..length]));
    }

    [Fact]
    public void Not_dicom()
    {
        Assert.Contains("is not a DICOM, JPEG, PNG", Drawn.Error(Encoding.ASCII.GetBytes(new string('x', 3000))));
        Assert.Contains("is a PDF file", Drawn.Error("%PDF-1.4 and more that is not a picture"u8.ToArray()));
    }

    [Fact]
    public void Samples_that_are_not_read()
    {
        Assert.Contains("32 bits for each sample", Drawn.Error(Chest().Words(0x00280100, 32).File()));
        Assert.Contains("2 samples of HSV", Drawn.Error(Chest().Words(0x00280002, 2).Text(0x00280004, "CS", "HSV").File()));
        Assert.Contains("says that 17 of 16 bits", Drawn.Error(Chest().Words(0x00280101, 17).File()));
        Assert.Contains("no Rows (0028,0010)", Drawn.Error(Chest().Without(0x00280010).File()));
        Assert.Contains("smaller than 32", Drawn.Error(Chest().Words(0x00280010, 20).File()));
        Assert.Contains("floating-point numbers", Drawn.Error(
            Chest().Without(0x7FE00010).Element(0x7FE00008, "OF", new byte[8]).File()));
    }

    [Fact]
    public void Files_without_the_preamble_and_bare_datasets_are_read()
    {
        var expected = Drawn.Gray(Chest().File());
        Assert.Equal(expected, Drawn.Gray(Chest().File()[128..]));
        Assert.Equal(expected, Drawn.Gray(Chest().File()[132..]));
        foreach (var syntax in new[] { SyntheticDicom.Implicit, SyntheticDicom.Explicit })
        {
            var samples = Drawn.Chest(12);
            var bare = new SyntheticDicom(syntax) { HasMeta = false }.Picture(96, 80, 12)
                .Numbers(0x00281050, 2000).Numbers(0x00281051, 4000)
                .Element(0x7FE00010, "OW", System.Runtime.InteropServices.MemoryMarshal.AsBytes(samples.AsSpan()).ToArray()).File();
            Assert.True(new DicomImageDecoder().Recognizes(bare));
            Assert.Equal(expected, Drawn.Gray(bare));
        }
    }

    [Fact]
    public void A_file_that_names_the_wrong_syntax_is_read_and_says_so()
    {
        var file = SyntheticDicom.Gray(Drawn.Chest(12), 96, 80, 12, SyntheticDicom.Implicit).Numbers(0x00281050, 2000)
            .Numbers(0x00281051, 4000).File();
        // The identifier of implicit little endian, a zero to pad it, becomes that of explicit.
        var at = file.AsSpan().IndexOf("1.2.840.10008.1.2\0"u8);
        byte[] wrong = [.. file[..at], .. "1.2.840.10008.1.2.1\0"u8, .. file[(at + 18)..]];
        wrong[at - 2] = 20;
        wrong[140] += 2;
        Assert.Equal(Drawn.Gray(file), Drawn.Gray(wrong));
        Assert.Contains("not written as the transfer syntax says", DicomPicture.Read(wrong, "a").Reading.Text);
    }

    private static SyntheticDicom Chest() =>
        SyntheticDicom.Gray(Drawn.Chest(12), 96, 80, 12).Numbers(0x00281050, 2000).Numbers(0x00281051, 4000);
}
