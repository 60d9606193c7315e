using CovidCxr.Imaging.Codecs;
using CovidCxr.Imaging.Phantoms;

namespace CovidCxr.Service.Tests.Page;

/// <summary>Drawn chests as the files that the page is given.</summary>
internal static class Drawn
{
    private const int Width = 384, Height = 416; // the phantoms' usual size

    private static readonly byte[] Gray = ChestPhantom.Draw(new PhantomPlan("chest", "a drawn chest", 7));

    /// <summary>8-bit PNG.</summary>
    public static byte[] Png { get; } = PngWriter.Encode(Gray, Width, Height);

    /// <summary>8-bit PNG of a chest with an opacity.</summary>
    public static byte[] OtherPng { get; } = PngWriter.Encode(
        ChestPhantom.Draw(new PhantomPlan("lobe", "a dense lobe", 9) { Opacities = [new(0.66, 0.6, 0.12, 0.14, 0.9)] }), Width, Height);

    /// <summary>16-bit gray PNG of numbers of 12 bits.</summary>
    public static byte[] Png16 { get; } = PngWriter.Encode16(Deep(0), Width, Height);

    /// <summary>DICOM of 14 bits in 16, with a window of its own: center 6000, width 9000.</summary>
    public static byte[] Dicom { get; } = SyntheticDicom.Gray(Deep(1000), Width, Height, 14)
        .Text(0x00180015, "CS", "CHEST").Text(0x00185101, "CS", "PA").Numbers(0x00281050, 6000).Numbers(0x00281051, 9000).File();

    /// <summary>The same as JPEG lossless.</summary>
    public static byte[] LosslessDicom { get; } = new SyntheticDicom(SyntheticDicom.Lossless).Picture(Width, Height, 14)
        .Numbers(0x00281050, 6000).Numbers(0x00281051, 9000).Fragments([], LosslessJpeg.Encode(Deep(1000), Width, Height, 14)).File();

    private static ushort[] Deep(int offset) => [.. Gray.Select(value => (ushort)(offset + (value * 16)))];
}
