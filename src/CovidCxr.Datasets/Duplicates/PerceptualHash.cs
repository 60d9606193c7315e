using System.Globalization;
using System.Numerics;

namespace CovidCxr.Datasets.Duplicates;

/// <summary>256 bits that stay nearly the same when a picture is compressed, scaled, brightened or given more contrast.</summary>
/// <remarks>How far apart the hashes of twins and of strangers lie was measured: docs/duplicates.md.</remarks>
internal readonly record struct PerceptualHash(ulong First, ulong Second, ulong Third, ulong Fourth)
{
    /// <summary>The number of bands that <see cref="Band"/> cuts the hash into.</summary>
    public const int Bands = 16;

    /// <summary>The number of bits in which two hashes differ, 0 to 256.</summary>
    public int DistanceTo(PerceptualHash other)
        => BitOperations.PopCount(First ^ other.First) + BitOperations.PopCount(Second ^ other.Second)
        + BitOperations.PopCount(Third ^ other.Third) + BitOperations.PopCount(Fourth ^ other.Fourth);

    /// <summary>One of the 16 parts of the hash.</summary>
    /// <param name="index">0 to 15.</param>
    public ushort Band(int index)
    {
        var word = (index / 4) switch { 0 => First, 1 => Second, 2 => Third, _ => Fourth };
        return (ushort)(word >> (index % 4 * 16));
    }

    /// <summary>64 hexadecimal digits.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{First:x16}{Second:x16}{Third:x16}{Fourth:x16}");
}
