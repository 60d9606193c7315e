using NetVips;
using Xunit;

namespace CovidCxr.Imaging.Tests.Codecs;

/// <summary>A drawing that is put into every kind of file, and how near to it what is read must be.</summary>
internal static class Drawn
{
    public const int Width = 611, Height = 473, Side = 64;

    public static byte[] Drawing { get; } = Draw();

    public static byte[] WithStrayByte(byte[] jpeg) => [0xFF, 0xD8, 0xFF, 0xFE, 0, 3, 1, 2, .. jpeg[2..]];

    public static Image Rgb16(Image image, double factor)
    {
        using var deep = Deep(image, factor, Enums.BandFormat.Ushort);
        return deep.Bandjoin(deep, deep).Copy(interpretation: Enums.Interpretation.Rgb16);
    }

    // The picture as a camera stored it that asks to be turned so.
    public static Image Stored(Image image, int orientation)
    {
        using var mirrored = orientation is 2 or 4 or 5 or 7 ? image.FlipHor() : image.Copy();
        return mirrored.Rot(orientation switch
        {
            3 or 4 => Enums.Angle.D180,
            7 or 8 => Enums.Angle.D90,
            5 or 6 => Enums.Angle.D270,
            _ => Enums.Angle.D0,
        });
    }

    // A little-endian TIFF of one strip, for the numbers that libvips does not write.
    public static byte[] RawTiff(Image image, int bits, bool floats, Func<byte, byte[]> number, int photometric = 1)
    {
        var data = image.WriteToMemory<byte>().SelectMany(number).ToArray();
        (int Tag, int Value)[] fields =
        [
            (256, Width), (257, Height), (258, bits), (259, 1), (262, photometric), (273, 8), (277, 1), (278, Height), (279, data.Length),
            (339, floats ? 3 : 1),
        ];
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        writer.Write("II*\0"u8);
        writer.Write(8 + data.Length);
        writer.Write(data);
        writer.Write((ushort)fields.Length);
        foreach (var (tag, value) in fields)
        {
            writer.Write((ushort)tag);
            writer.Write((ushort)4);
            writer.Write(1);
            writer.Write(value);
        }
        writer.Write(0);
        return file.ToArray();
    }

    public static Image Picture() => Image.NewFromMemoryCopy(Drawing, Width, Height, 1, Enums.BandFormat.Uchar)
        .Copy(interpretation: Enums.Interpretation.Bw);

    public static Image Color(Image image) => image.Colourspace(Enums.Interpretation.Srgb);

    public static Image Deep(Image image, double factor, Enums.BandFormat format)
    {
        var deep = (image.Cast(Enums.BandFormat.Double) * factor).Cast(format);
        return format == Enums.BandFormat.Ushort ? deep.Copy(interpretation: Enums.Interpretation.Grey16) : deep;
    }

    public static void Near(byte[] expected, byte[] actual, double most = 6)
    {
        Assert.Equal(expected.Length, actual.Length);
        var worst = expected.Zip(actual, (a, b) => Math.Abs(a - b)).Max();
        Assert.InRange(worst, 0, most);
    }

    // Every corner has another gray, so that reading only a part of the picture shows; black and white both occur.
    private static byte[] Draw()
    {
        var pixels = new byte[Width * Height];
        for (var y = 0; y < Height; y++)
            for (var x = 0; x < Width; x++)
            {
                var ramp = (0.35 * x / Width) + (0.35 * y / Height);
                var wave = 0.15 * (1 + Math.Sin(x / 23.0) * Math.Cos(y / 17.0));
                pixels[(y * Width) + x] = (byte)Math.Clamp(Math.Round(280 * (ramp + wave)) - 10, 0, 255);
            }
        return pixels;
    }
}
