using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

namespace CovidCxr.Testing;

/// <summary>Draws gray 8-bit PNG files without an image library.</summary>
public static class SyntheticPng
{
    /// <summary>Draws blocks of random gray: every seed gives an image that looks like no other.</summary>
    public static byte[] Blocks(int seed, int width = 64, int height = 64, int blocks = 8)
    {
        var random = new Random(seed);
        var gray = new byte[blocks * blocks];
        random.NextBytes(gray);
        var rows = new byte[(width + 1) * height];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                rows[(y * (width + 1)) + 1 + x] = gray[(y * blocks / height * blocks) + (x * blocks / width)];
        return Encode(width, height, rows);
    }

    // Every row begins with the number of its filter, 0 for none.
    private static byte[] Encode(int width, int height, byte[] rows)
    {
        using var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        Chunk(png, "IHDR", header);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            zlib.Write(rows);
        Chunk(png, "IDAT", packed.ToArray());
        Chunk(png, "IEND", []);
        return png.ToArray();
    }

    private static void Chunk(Stream png, string type, byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        var number = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        png.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.HashToUInt32(body));
        png.Write(number);
    }
}
