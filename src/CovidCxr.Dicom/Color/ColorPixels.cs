using CovidCxr.Dicom.Codecs;
using CovidCxr.Dicom.Format;
using CovidCxr.Dicom.Grayscale;

namespace CovidCxr.Dicom.Color;

/// <summary>Converts color pictures to 8-bit red, green and blue (DICOM PS3.3, C.7.6.3.1.2 and C.7.9).</summary>
internal static class ColorPixels
{
    /// <summary>Whether a picture has colors: RGB, YBR or a palette.</summary>
    public static bool AreIn(PixelFormat format) => format.Samples == 3 || format.Photometric == "PALETTE COLOR";

    /// <summary>Converts a picture.</summary>
    /// <param name="dataset">Holds the palette, if there is one.</param>
    /// <param name="frame">The samples.</param>
    /// <returns>[rows, columns, 3].</returns>
    /// <exception cref="DicomException">The palette is missing or damaged.</exception>
    public static byte[] ToRgb(DicomDataset dataset, StoredFrame frame) =>
        frame.Format.Photometric == "PALETTE COLOR" ? OfPalette(dataset, frame) : OfSamples(frame);

    private static byte[] OfSamples(StoredFrame frame)
    {
        var format = frame.Format;
        var rgb = new byte[3L * format.Area];
        var bytes = frame.Bytes.Span;
        // Of deeper samples the eight highest bits are shown.
        var shift = Math.Max(0, format.HighBit - 7);
        var isYbr = format.Photometric is "YBR_FULL" or "YBR_FULL_422"; // JPEG 2000 comes decoded to RGB
        for (var pixel = 0; pixel < format.Area; pixel++)
        {
            var (a, b, c) = format switch
            {
                // Two lumas, then the color differences that both pixels share.
                { IsSubsampled: true } => (((pixel >> 1) * 4) + (pixel & 1), ((pixel >> 1) * 4) + 2, ((pixel >> 1) * 4) + 3),
                { IsPlanar: true } => (pixel, format.Area + pixel, (2 * format.Area) + pixel),
                _ => (3 * pixel, (3 * pixel) + 1, (3 * pixel) + 2),
            };
            var (first, second, third) = (Sample(bytes, a), Sample(bytes, b), Sample(bytes, c));
            if (isYbr)
            {
                // ITU-R BT.601 with the full range.
                var (y, cb, cr) = (first, second - 128, third - 128);
                (first, second, third) = (
                    Clamped(y + (1.402 * cr)), Clamped(y - (0.344136 * cb) - (0.714136 * cr)), Clamped(y + (1.772 * cb)));
            }
            (rgb[3 * pixel], rgb[(3 * pixel) + 1], rgb[(3 * pixel) + 2]) = ((byte)first, (byte)second, (byte)third);
        }
        return rgb;

        int Sample(ReadOnlySpan<byte> bytes, int place) =>
            frame.SampleBytes == 1 ? bytes[place] : (byte)((bytes[2 * place] | (bytes[(2 * place) + 1] << 8)) >> shift);
        static int Clamped(double value) => (int)Math.Clamp(Math.Round(value), 0, 255);
    }

    private static byte[] OfPalette(DicomDataset dataset, StoredFrame frame)
    {
        if (dataset[Tags.RedPaletteData] is null)
            throw new DicomException("has a palette in segments or none, which this version does not read; convert it to PNG");
        var values = new StoredValues(frame.Format, dataset);
        var palette = new LookupTable[3];
        for (var color = 0; color < palette.Length; color++)
            palette[color] = LookupTable.Read(dataset, Next(Tags.RedPaletteDescriptor, color), Next(Tags.RedPaletteData, color), "palette",
                frame.Format.IsSigned);
        var rgb = new byte[3L * frame.Format.Area];
        for (var pixel = 0; pixel < frame.Format.Area; pixel++)
        {
            var value = values.ValueOf(values.NumberOf(frame.SampleAt(pixel)));
            for (var color = 0; color < 3; color++)
                rgb[(3 * pixel) + color] = (byte)(palette[color].Of(value) >> (palette[color].Bits - 8));
        }
        return rgb;

        static DicomTag Next(DicomTag red, int color) => new(red.Group, (ushort)(red.Element + color));
    }
}
