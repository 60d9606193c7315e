using CovidCxr.Dicom.Decoding;
using CovidCxr.Imaging.Codecs;
using NetVips;
using Xunit;

namespace CovidCxr.Dicom.Tests.Decoding;

/// <summary>The network gets the same pixels of a picture in DICOM as of the same picture in PNG.</summary>
public sealed class SameAsPngTests
{
    private const int Width = 301, Height = 257, Side = 64;

    [Theory]
    [InlineData(SyntheticDicom.Implicit)]
    [InlineData(SyntheticDicom.Explicit)]
    [InlineData(SyntheticDicom.BigEndian)]
    [InlineData(SyntheticDicom.Deflated)]
    public void Eight_bits_are_read_as_they_are(string syntax)
    {
        var samples = Drawn.Chest(8, Width, Height);
        var dicom = SyntheticDicom.Gray(samples, Width, Height, 8, syntax).File();
        Same(PngWriter.Encode(Array.ConvertAll(samples, sample => (byte)sample), Width, Height), dicom);
    }

    [Theory]
    [InlineData(SyntheticDicom.Implicit)]
    [InlineData(SyntheticDicom.Explicit)]
    [InlineData(SyntheticDicom.BigEndian)]
    [InlineData(SyntheticDicom.Deflated)]
    public void Twelve_bits_under_a_window_are_the_same_picture_in_16_bits(string syntax)
    {
        var dicom = SyntheticDicom.Gray(Drawn.Chest(12, Width, Height), Width, Height, 12, syntax)
            .Numbers(0x00281050, 1500).Numbers(0x00281051, 2500).File();
        var gray = Drawn.Gray(dicom);
        Assert.Equal((0, 65535), (gray.Min(), gray.Max()));
        using var raw = Image.NewFromMemory(gray, Width, Height, 1, Enums.BandFormat.Ushort);
        using var image = raw.Copy(interpretation: Enums.Interpretation.Grey16);
        Assert.Equal(
            XRayDecoders.All.ReadScaled(image.PngsaveBuffer(bitdepth: 16), "drawn.png", Side).Pixels,
            XRayDecoders.All.ReadScaled(dicom, "drawn.dcm", Side).Pixels);
    }

    [Fact]
    public void Color_is_counted_and_weighted_as_in_png()
    {
        var gray = SyntheticXRay.Pixels(3, Width, Height);
        byte[] rgb = [.. gray.SelectMany((value, i) => new[] { (byte)(i % 7 == 0 ? 255 : value), value, (byte)(value / 2) })];
        var dicom = new SyntheticDicom().Picture(Width, Height, 8).Words(0x00280002, 3).Text(0x00280004, "CS", "RGB")
            .Words(0x00280006, 0).Element(0x7FE00010, "OB", rgb.Length % 2 == 0 ? rgb : [.. rgb, 0]).File();
        var png = PngWriter.EncodeRgb(rgb, Width, Height);
        Same(png, dicom);
        Assert.Equal(
            XRayDecoders.All.ReadScaled(png, "drawn.png", Side).ColoredShare, XRayDecoders.All.ReadScaled(dicom, "a", Side).ColoredShare);
    }

    private static void Same(byte[] png, byte[] dicom)
    {
        Assert.Equal(
            XRayDecoders.All.ReadScaled(png, "drawn.png", Side).Pixels, XRayDecoders.All.ReadScaled(dicom, "drawn.dcm", Side).Pixels);
        Assert.Equal(
            XRayDecoders.All.ReadGray(png, "drawn.png", Side, 50), XRayDecoders.All.ReadGray(dicom, "drawn.dcm", Side, 50));
        Assert.Equal(
            XRayDecoders.All.ReadGray(png, "drawn.png", Width + 9, 50), XRayDecoders.All.ReadGray(dicom, "drawn.dcm", Width + 9, 50));
        Assert.Equal(XRayDecoders.All.ReadSize(png, "drawn.png"), XRayDecoders.All.ReadSize(dicom, "drawn.dcm"));
    }
}
