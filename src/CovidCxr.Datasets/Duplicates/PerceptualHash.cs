using System.Globalization;
using System.Numerics;

namespace CovidCxr.Datasets.Duplicates;

/// <summary>256 bits that hardly change when an image is compressed, scaled, brightened or given more contrast.</summary>
/// <remarks>The distances between duplicates and between strangers were measured: docs/duplicates.md.</remarks>
internal readonly record struct PerceptualHash(ulong First, ulong Second, ulong Third, ulong Fourth)
{
    /// <summary>The number of bands of a hash.</summary>
    public const int Bands = 16;

    /// <summary>The number of bits in which two hashes differ, 0 to 256.</summary>
    public int DistanceTo(PerceptualHash other)
        => BitOperations.PopCount(First ^ other.First) + BitOperations.PopCount(Second ^ other.Second)
        + BitOperations.PopCount(Third ^ other.Third) + BitOperations.PopCount(Fourth ^ other.Fourth);

    /// <summary>One of the 16 bands of 16 bits.</summary>
    /// <param name="index">0 to 15.</param>
    public ushort Band(int index)
    {
        var word = (index / 4) switch { 0 => First, 1 => Second, 2 => Third, _ => Fourth };
        return (ushort)(word >> (index % 4 * 16));
    }

    /// <summary>Reads what <see cref="ToString"/> writes; null if it is something else.</summary>
    public static PerceptualHash? Parse(string digits)
    {
        if (digits.Length != 64)
            return null;
        Span<ulong> words = stackalloc ulong[4];
        for (var i = 0; i < words.Length; i++)
            if (!ulong.TryParse(digits.AsSpan(16 * i, 16), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out words[i]))
                return null;
        return new PerceptualHash(words[0], words[1], words[2], words[3]);
    }

    /// <summary>64 hexadecimal digits.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{First:x16}{Second:x16}{Third:x16}{Fourth:x16}");
}
