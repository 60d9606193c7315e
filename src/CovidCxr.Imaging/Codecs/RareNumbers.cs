using CovidCxr.Imaging.Formats;
using NetVips;

namespace CovidCxr.Imaging.Codecs;

/// <summary>Puts the numbers of a <see cref="TiffBytes"/> together once libvips has unpacked their bytes.</summary>
internal static class RareNumbers
{
    private const int StripRows = 16;

    /// <summary>Decodes a file.</summary>
    /// <param name="opened">Its bytes, opened as an 8-bit image; disposed of. Any other image is returned as it is.</param>
    /// <param name="tiff">What they are; null for any other image.</param>
    /// <returns>The numbers as 32-bit floats, in memory.</returns>
    /// <exception cref="VipsException">The image is damaged.</exception>
    public static Image Decode(Image opened, TiffBytes? tiff)
    {
        if (tiff is null)
            return opened;
        using var bytes = opened;
        var numbers = new float[tiff.Width * tiff.Height * tiff.Samples];
        var (across, perRow) = (bytes.Width, tiff.Width * tiff.Samples);
        using var region = Region.New(bytes);
        for (var y = 0; y < tiff.Height; y += StripRows)
        {
            var strip = region.Fetch(0, y, across, Math.Min(StripRows, tiff.Height - y));
            for (var row = 0; row * across < strip.Length; row++)
                tiff.Read(strip.AsSpan(row * across, across), numbers.AsSpan((y + row) * perRow, perRow));
        }
        using var raw = Image.NewFromMemory(numbers, tiff.Width, tiff.Height, tiff.Samples, Enums.BandFormat.Float);
        using var known = raw.Copy(interpretation: tiff.Samples < 3 ? Enums.Interpretation.Bw : Enums.Interpretation.Srgb);
        return known.Mutate(image => image.Set(GValue.GIntType, "orientation", tiff.Orientation));
    }
}
