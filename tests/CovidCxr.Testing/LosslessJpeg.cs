namespace CovidCxr.Testing;

/// <summary>
/// Encodes gray images as lossless JPEG (ITU-T T.81, process 14), which archives of X-rays hold and libvips does not write.
/// </summary>
public static class LosslessJpeg
{
    // One Huffman code of 5 bits for each of the 17 categories of differences.
    private const int Categories = 17, CodeBits = 5;

    /// <summary>Encodes an image.</summary>
    /// <param name="pixels">[height, width].</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="precision">Bits of a sample, 2 to 16.</param>
    /// <param name="selection">The predictor, 1 to 7.</param>
    /// <param name="restartRows">Rows between restart markers; 0 for none.</param>
    /// <param name="shift">The point transform: low bits that are left out.</param>
    public static byte[] Encode(
        ReadOnlySpan<ushort> pixels, int width, int height, int precision = 8, int selection = 1, int restartRows = 0, int shift = 0)
    {
        var file = new List<byte> { 0xFF, 0xD8 };
        Segment(file, 0xC3, [(byte)precision, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0]);
        byte[] lengths = new byte[16], table = new byte[Categories];
        lengths[CodeBits - 1] = Categories;
        for (var i = 0; i < Categories; i++)
            table[i] = (byte)i;
        Segment(file, 0xC4, [0, .. lengths, .. table]);
        if (restartRows > 0)
            Segment(file, 0xDD, [(byte)(restartRows * width >> 8), (byte)(restartRows * width)]);
        Segment(file, 0xDA, [1, 1, 0, (byte)selection, 0, (byte)shift]);
        var bits = new BitWriter(file);
        for (var y = 0; y < height; y++)
        {
            var isFirst = y == 0 || (restartRows > 0 && y % restartRows == 0);
            if (isFirst && y > 0)
            {
                bits.End();
                file.AddRange([0xFF, (byte)(0xD0 + (((y / restartRows) - 1) & 7))]);
            }
            for (var x = 0; x < width; x++)
            {
                var place = (y * width) + x;
                var a = x > 0 ? pixels[place - 1] >> shift : 0;
                var b = isFirst ? 0 : pixels[place - width] >> shift;
                var c = isFirst || x == 0 ? 0 : pixels[place - width - 1] >> shift;
                var predicted = isFirst ? (x > 0 ? a : 1 << (precision - shift - 1))
                    : x == 0 ? b
                    : selection switch
                    {
                        1 => a,
                        2 => b,
                        3 => c,
                        4 => a + b - c,
                        5 => a + ((b - c) >> 1),
                        6 => b + ((a - c) >> 1),
                        _ => (a + b) >> 1,
                    };
                var difference = (short)((pixels[place] >> shift) - predicted);
                var category = 32 - int.LeadingZeroCount(Math.Abs((int)difference));
                bits.Write(category, CodeBits);
                if (category is > 0 and < 16)
                    bits.Write(difference > 0 ? difference : difference - 1, category);
            }
        }
        bits.End();
        file.AddRange([0xFF, 0xD9]);
        return [.. file];
    }

    private static void Segment(List<byte> file, byte marker, byte[] content) =>
        file.AddRange([0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content]);

    private sealed class BitWriter(List<byte> file)
    {
        private int pending, count;

        public void Write(int value, int bits)
        {
            for (var bit = bits - 1; bit >= 0; bit--)
            {
                pending = (pending << 1) | ((value >> bit) & 1);
                if (++count == 8)
                    Flush();
            }
        }

        public void End()
        {
            while (count > 0)
                Write(1, 1);
        }

        private void Flush()
        {
            file.Add((byte)pending);
            if ((byte)pending == 0xFF)
                file.Add(0);
            (pending, count) = (0, 0);
        }
    }
}
