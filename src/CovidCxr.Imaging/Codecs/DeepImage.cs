using System.Runtime.InteropServices;
using CovidCxr.Core;
using CovidCxr.Imaging.Ranges;
using CovidCxr.Imaging.Resizing;
using NetVips;

namespace CovidCxr.Imaging.Codecs;

/// <summary>
/// An image whose numbers are not 8-bit gray values: decoded whole, upright and opaque, with the range that becomes gray.
/// </summary>
internal sealed class DeepImage : IDisposable
{
    private const int StripBytes = 1 << 18;

    // In files with these words, the numbers are gray or red, green and blue; others, such as CMYK, libvips converts itself.
    private static readonly Enums.Interpretation[] Plain =
    [
        Enums.Interpretation.Bw, Enums.Interpretation.Grey16, Enums.Interpretation.Multiband, Enums.Interpretation.Rgb16,
        Enums.Interpretation.Srgb, Enums.Interpretation.Scrgb, Enums.Interpretation.Rgb, Enums.Interpretation.Matrix,
    ];

    private readonly Image floats; // of one band or three, upright
    private readonly GrayRange range;
    private readonly Func<float, float> number;

    private DeepImage(Image decoded, EncodedImage file)
    {
        Decoded = decoded;
        var type = TypeOf(decoded, file);
        floats = Upright(decoded, file);
        Size = new ImageSize(floats.Width, floats.Height);
        var counts = new NumberCounts(type, (long)Size.Width * Size.Height * floats.Bands);
        var isGray = true;
        ForEachRow(row =>
        {
            counts.Add(row);
            isGray = isGray && (floats.Bands == 1 || IsGray(MemoryMarshal.Cast<float, (float Red, float Green, float Blue)>(row)));
        });
        counts.End();
        IsGrayOnly = isGray;
        range = GrayRange.Of(counts);
        var notes = file.Notes.ToList();
        if (counts.WrapAround)
            notes.Add(new("negative numbers are read as unsigned, for the picture is torn otherwise"));
        if (counts.NotFinite is > 0 and var holes)
            notes.Add(new($"{holes} {(holes == 1 ? "number" : "numbers")} not finite, drawn black", "numbers not finite, drawn black"));
        number = counts.WrapAround ? counts.Unsigned : same => same;
        IsWhole16 = decoded.Format == Enums.BandFormat.Ushort && range is { Low: 0, High: 65535 };
        if (file.IsMinWhite)
            range = range.Inverted;
        Reading = new ImageReading(type.Bits, range.Low, range.High, range.Rule, notes);
    }

    /// <summary>The image as libvips decoded it, in memory.</summary>
    public Image Decoded { get; }

    /// <summary>Its size as it is seen.</summary>
    public ImageSize Size { get; }

    /// <summary>How the numbers became gray values.</summary>
    public ImageReading Reading { get; }

    /// <summary>Whether the file has unsigned 16-bit numbers that fill the type: libvips reads those as they are.</summary>
    public bool IsWhole16 { get; }

    private bool IsGrayOnly { get; }

    /// <summary>Whether an image's numbers need a range; 8-bit ones are gray values as they are.</summary>
    public static bool AreIn(Image image) => image.Format != Enums.BandFormat.Uchar && Plain.Contains(image.Interpretation);

    /// <summary>Decodes an opened image and finds its range.</summary>
    /// <exception cref="VipsException">The image is damaged.</exception>
    public static DeepImage Load(Image opened, EncodedImage file) => new(opened.CopyMemory(), file);

    /// <summary>Scales the image for a network if all its pixels are gray; null if not.</summary>
    public byte[]? Scale(int side)
    {
        if (!IsGrayOnly)
            return null;
        using var scaler = new RowScaler(Size, side, side);
        var gray = new float[Size.Width];
        ForEachRow(row =>
        {
            for (var x = 0; x < gray.Length; x++)
                gray[x] = range.Map(number(row[x * floats.Bands]));
            scaler.AddGray(gray);
        });
        return scaler.Scale();
    }

    /// <summary>The image in 8 bits, gray or color.</summary>
    public Image ToEightBit()
    {
        var bytes = new byte[Size.Width * Size.Height * floats.Bands];
        var at = 0;
        ForEachRow(row =>
        {
            foreach (var value in row)
                bytes[at++] = (byte)MathF.Round(range.Map(number(value)));
        });
        using var raw = Image.NewFromMemory(bytes, Size.Width, Size.Height, floats.Bands, Enums.BandFormat.Uchar);
        return raw.Copy(interpretation: floats.Bands == 1 ? Enums.Interpretation.Bw : Enums.Interpretation.Srgb);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        floats.Dispose();
        Decoded.Dispose();
    }

    // Numbers of the file, of one band or three, not covered by a transparency.
    private static Image Upright(Image decoded, EncodedImage file)
    {
        using var turned = decoded.Autorot();
        using var opaque = Opaque(turned);
        using var bands = opaque.Bands is 1 or 3 ? opaque.Copy() : opaque.Bandmean();
        // libvips turns these two types over itself where the smallest number is white.
        using var numbers = file.IsMinWhite && decoded.Format is Enums.BandFormat.Ushort or Enums.BandFormat.Uint
            ? bands.Invert()
            : bands.Copy();
        return numbers.Cast(Enums.BandFormat.Float);
    }

    // A transparency that is the same everywhere says nothing, and its unit differs between programs.
    private static Image Opaque(Image image)
    {
        if (!image.HasAlpha() || image.Bands < 2)
            return image.Copy();
        using var alpha = image.ExtractBand(image.Bands - 1);
        using var rest = image.ExtractBand(0, n: image.Bands - 1);
        var most = alpha.Max();
        return most > alpha.Min() ? image.Flatten(background: [0], maxAlpha: most) : rest.Copy();
    }

    private static bool IsGray(ReadOnlySpan<(float Red, float Green, float Blue)> row)
    {
        foreach (var (red, green, blue) in row)
            if (red != green || green != blue)
                return false;
        return true;
    }

    private static NumberType TypeOf(Image image, EncodedImage file)
    {
        if (file.Rare is { } rare)
            return new NumberType(rare.Bits, rare.IsSigned, rare.IsWhole);
        var bits = image.Contains("bits-per-sample") ? Convert.ToInt32(image.Get("bits-per-sample")) : 0;
        return image.Format switch
        {
            Enums.BandFormat.Char => new(8, IsSigned: true, IsWhole: true),
            Enums.BandFormat.Ushort => new(16, IsSigned: false, IsWhole: true, file.SignificantBits),
            Enums.BandFormat.Short => new(16, IsSigned: true, IsWhole: true, file.SignificantBits),
            Enums.BandFormat.Uint => new(32, IsSigned: false, IsWhole: true, file.SignificantBits),
            Enums.BandFormat.Int => new(32, IsSigned: true, IsWhole: true, file.SignificantBits),
            _ => new(bits == 16 ? 16 : 32, IsSigned: true, IsWhole: false),
        };
    }

    private void ForEachRow(Action<ReadOnlySpan<float>> take)
    {
        var rowBytes = Size.Width * floats.Bands * sizeof(float);
        var stripRows = Math.Clamp(StripBytes / rowBytes, 1, Size.Height);
        using var region = Region.New(floats);
        for (var y = 0; y < Size.Height; y += stripRows)
        {
            var strip = region.Fetch(0, y, Size.Width, Math.Min(stripRows, Size.Height - y));
            for (var at = 0; at < strip.Length; at += rowBytes)
                take(MemoryMarshal.Cast<byte, float>(strip.AsSpan(at, rowBytes)));
        }
    }
}
