using System.Text;
using CovidCxr.Core;
using CovidCxr.Imaging;
using CovidCxr.Imaging.Codecs;
using CovidCxr.Imaging.Resizing;

namespace CovidCxr.Inference.Tests.Pipeline;

/// <summary>
/// A decoder of another format, as a later project may bring one: 16-bit gray values as text after the word <c>gray16</c>, the width and
/// the height.
/// </summary>
internal sealed class TextImageDecoder : IImageDecoder
{
    /// <inheritdoc/>
    public IReadOnlyList<ImageFormat> Formats { get; } = [new("gray text", ".gray")];

    /// <inheritdoc/>
    public bool Recognizes(ReadOnlySpan<byte> head) => head.StartsWith("gray16 "u8);

    /// <inheritdoc/>
    public ImageSize ReadSize(byte[] encoded, string name) => Parse(encoded, name).Size;

    /// <inheritdoc/>
    public ScaledImage ReadScaled(byte[] encoded, string name, int side) =>
        new(ReadGray(encoded, name, side, side, out _), side, ReadSize(encoded, name), 0);

    /// <inheritdoc/>
    public byte[] ReadGray(byte[] encoded, string name, int width, int height, out ImageReading reading)
    {
        reading = new ImageReading(16, 0, 65535, ImageReading.WholeType);
        var (size, values) = Parse(encoded, name);
        using var scaler = new RowScaler(size, width, height);
        for (var y = 0; y < size.Height; y++)
            scaler.AddGray16(values.AsSpan(y * size.Width, size.Width));
        return scaler.Scale();
    }

    /// <summary>Encodes an image.</summary>
    /// <param name="values">[height, width], 0 black to 65535 white.</param>
    /// <param name="width">Pixels in a row.</param>
    public static byte[] Encode(ushort[] values, int width) =>
        Encoding.ASCII.GetBytes($"gray16 {width} {values.Length / width} {string.Join(' ', values)}");

    private static (ImageSize Size, ushort[] Values) Parse(byte[] encoded, string name)
    {
        var words = Encoding.ASCII.GetString(encoded).Split(' ');
        var size = new ImageSize(int.Parse(words[1]), int.Parse(words[2]));
        ImageLimits.Check(size, name);
        return (size, Array.ConvertAll(words[3..], ushort.Parse));
    }
}
