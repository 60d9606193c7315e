namespace CovidCxr.Imaging.Formats;

/// <summary>
/// How coarsely a JPEG was compressed: the first quantization table of the file (ITU-T T.81, B.2.4.1), which nearly every program writes
/// for brightness. It tells the program and its quality setting, and with them often where a picture comes from.
/// </summary>
public static class QuantizationTable
{
    private const int Entries = 64;

    /// <summary>Reads the table.</summary>
    /// <param name="encoded">The bytes of an image file.</param>
    /// <returns>[64] in the file's zigzag order, 1 to 65535; null if the file is no JPEG or has no table.</returns>
    public static int[]? Of(ReadOnlySpan<byte> encoded)
    {
        if (encoded is not [0xFF, 0xD8, ..])
            return null;
        for (var at = 2; at + 4 <= encoded.Length && encoded[at] == 0xFF;)
        {
            var (marker, length) = (encoded[at + 1], (encoded[at + 2] << 8) | encoded[at + 3]);
            if (marker == 0xDB)
                return Read(encoded[(at + 4)..Math.Min(encoded.Length, at + 2 + Math.Max(2, length))]);
            if (marker == 0xDA || length < 2)
                return null;
            at += 2 + length;
        }
        return null;
    }

    private static int[]? Read(ReadOnlySpan<byte> segment)
    {
        if (segment.IsEmpty)
            return null;
        var bytes = (segment[0] >> 4) == 0 ? 1 : 2;
        if (segment.Length < 1 + (Entries * bytes))
            return null;
        var table = new int[Entries];
        for (var i = 0; i < Entries; i++)
            table[i] = bytes == 1 ? segment[1 + i] : (segment[1 + (2 * i)] << 8) | segment[2 + (2 * i)];
        return table;
    }
}
