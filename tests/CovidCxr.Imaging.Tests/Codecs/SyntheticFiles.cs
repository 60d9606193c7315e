using NetVips;

namespace CovidCxr.Imaging.Tests.Codecs;

/// <summary>The same drawing in every kind of file that images come in.</summary>
internal static class SyntheticFiles
{
    private const int Side = 160;

    /// <summary>The files by name; each function draws the bytes of one.</summary>
    public static Dictionary<string, Func<byte[]>> All { get; } = new()
    {
        ["grey png"] = () => SyntheticXRay.Png(1),
        ["grey jpeg"] = () => SyntheticXRay.Jpeg(1),
        ["large grey png"] = () => SyntheticXRay.Png(1, 1500, 1200),
        ["large grey jpeg"] = () => SyntheticXRay.Jpeg(1, 1900, 1700),
        ["rgb png"] = () => Rgb(mark: 0),
        ["rgb jpeg"] = () => Color(image => image.JpegsaveBuffer(q: 85)),
        ["rgb with a coloured mark"] = () => Rgb(mark: 30),
        ["large rgb png"] = () => LargeRgb(mark: 0),
        ["webp"] = () => Color(image => image.WebpsaveBuffer(lossless: true)),
        ["tiff"] = () => Gray(image => image.TiffsaveBuffer()),
        ["palette png"] = () => Color(image => image.PngsaveBuffer(palette: true, q: 100, dither: 0)),
        ["16-bit grey png"] = () => Gray(image => Deep(image).PngsaveBuffer(bitdepth: 16)),
        ["16-bit rgb png"] = () => Gray(image =>
            Deep(image).Bandjoin(Deep(image), Deep(image)).Copy(interpretation: Enums.Interpretation.Rgb16).PngsaveBuffer(bitdepth: 16)),
        ["transparent png"] = () => Gray(image => image.Bandjoin(image).Copy(interpretation: Enums.Interpretation.Bw).PngsaveBuffer()),
        ["black and white png"] = () => Gray(image => (image < 128).PngsaveBuffer(bitdepth: 1)),
        ["cmyk jpeg"] = () => Color(image => image.IccTransform("cmyk", inputProfile: "srgb").JpegsaveBuffer(q: 95)),
        ["jpeg turned by exif"] = () => Gray(image =>
            image.Rot(Enums.Angle.D270).Mutate(turned => turned.Set(GValue.GIntType, "orientation", 6)).JpegsaveBuffer(q: 95)),
    };

    /// <summary>An RGB PNG with a red square of that many pixels a side, bottom left.</summary>
    public static byte[] Rgb(int mark) => Color(image => (mark == 0 ? image : image.Insert(Red(mark), 0, Side - mark)).PngsaveBuffer());

    /// <summary>
    /// An RGB PNG ten times as large, with a red square of that many pixels a side, top left: rows with color and rows without.
    /// </summary>
    public static byte[] LargeRgb(int mark) => Color(image =>
    {
        var large = image.Resize(10);
        return (mark == 0 ? large : large.Insert(Red(mark), 0, 0)).PngsaveBuffer();
    });

    private static byte[] Gray(Func<Image, byte[]> save)
    {
        using var image = SyntheticXRay.Image(1);
        return save(image);
    }

    private static byte[] Color(Func<Image, byte[]> save) => Gray(image => save(image.Colourspace(Enums.Interpretation.Srgb)));

    private static Image Deep(Image image) => (image * 257).Cast(Enums.BandFormat.Ushort).Copy(interpretation: Enums.Interpretation.Grey16);

    private static Image Red(int side) =>
        (Image.Black(side, side, bands: 3) + new double[] { 220, 30, 20 })
            .Cast(Enums.BandFormat.Uchar)
            .Copy(interpretation: Enums.Interpretation.Srgb);
}
