using CovidCxr.Core;
using NetVips;

namespace CovidCxr.Imaging.Codecs;

/// <summary>An image whose numbers are not 8-bit gray: decoded whole, with the range of <see cref="GrayRange"/>.</summary>
/// <param name="Values">[height, width], gray, 0 black to 255 white, row by row from the top.</param>
/// <param name="Size">Its size as it is seen.</param>
/// <param name="Reading">How the numbers became gray values.</param>
internal sealed record VipsNumbers(float[] Values, ImageSize Size, ImageReading Reading)
{
    // In files with these words, libvips knows what the numbers mean and converts them itself.
    private static readonly Enums.Interpretation[] Plain =
    [
        Enums.Interpretation.Bw, Enums.Interpretation.Grey16, Enums.Interpretation.Multiband, Enums.Interpretation.Rgb16,
        Enums.Interpretation.Srgb, Enums.Interpretation.Scrgb, Enums.Interpretation.Rgb, Enums.Interpretation.Matrix,
    ];

    /// <summary>Whether an image's numbers need a range; 8-bit ones are gray values as they are.</summary>
    public static bool AreIn(Image image) => image.Format != Enums.BandFormat.Uchar && Plain.Contains(image.Interpretation);

    /// <summary>Decodes an opened image.</summary>
    /// <param name="image">The image; read from top to bottom.</param>
    /// <param name="notes">What else is to say of it.</param>
    /// <exception cref="VipsException">The image is damaged.</exception>
    public static VipsNumbers Read(Image image, IReadOnlyList<string> notes)
    {
        using var upright = image.Autorot();
        using var opaque = upright.HasAlpha() ? upright.Flatten(background: [0]) : upright.Copy();
        using var one = opaque.Bands == 1 ? opaque.Copy() : opaque.Bandmean();
        using var floats = one.Cast(Enums.BandFormat.Float);
        var numbers = floats.WriteToMemory<float>();
        var (bits, signed, whole) = Type(image.Format);
        if (signed && whole && WrapsAround(numbers, floats.Width, bits))
        {
            for (var i = 0; i < numbers.Length; i++)
                numbers[i] = Unsigned(numbers[i], bits);
            (signed, notes) = (false, [.. notes, "negative numbers are read as unsigned, for the picture is torn otherwise"]);
        }
        var range = GrayRange.Of(numbers, bits, signed, whole);
        var (black, isWhole16Bit) = (0, image.Format == Enums.BandFormat.Ushort && range.High == 65535);
        for (var i = 0; i < numbers.Length; i++)
        {
            black += float.IsFinite(numbers[i]) ? 0 : 1;
            // The arithmetic of RowScaler.AddGray16, so that a whole 16-bit image keeps its pixels.
            numbers[i] = isWhole16Bit ? numbers[i] * (1 / 257f) : range.Map(numbers[i]);
        }
        if (black > 0)
            notes = [.. notes, $"{black} {(black == 1 ? "number" : "numbers")} not finite, drawn black"];
        var reading = new ImageReading(bits, range.Low, range.High, range.Rule, notes);
        return new VipsNumbers(numbers, new ImageSize(floats.Width, floats.Height), reading);
    }

    /// <summary>The gray values as bytes, [height, width].</summary>
    public byte[] ToBytes() => Array.ConvertAll(Values, value => (byte)MathF.Round(value));

    // A converter that writes unsigned numbers into a signed type tears the picture: neighbors on both sides of the middle lie a whole type
    // apart. Where negative numbers are meant, reading them as unsigned would tear it.
    private static bool WrapsAround(ReadOnlySpan<float> numbers, int width, int bits)
    {
        var (signed, unsigned, anyNegative) = (0.0, 0.0, false);
        for (var i = 1; i < numbers.Length; i++)
        {
            anyNegative |= numbers[i] < 0;
            if (i % width == 0)
                continue;
            signed += Math.Abs(numbers[i] - numbers[i - 1]);
            unsigned += Math.Abs(Unsigned(numbers[i], bits) - Unsigned(numbers[i - 1], bits));
        }
        return anyNegative && unsigned < signed / 2;
    }

    private static float Unsigned(float number, int bits) => number < 0 ? number + (float)Math.Pow(2, bits) : number;

    private static (int Bits, bool Signed, bool Whole) Type(Enums.BandFormat format) => format switch
    {
        Enums.BandFormat.Char => (8, true, true),
        Enums.BandFormat.Ushort => (16, false, true),
        Enums.BandFormat.Short => (16, true, true),
        Enums.BandFormat.Uint => (32, false, true),
        Enums.BandFormat.Int => (32, true, true),
        Enums.BandFormat.Double => (64, true, false),
        _ => (32, true, false),
    };
}
