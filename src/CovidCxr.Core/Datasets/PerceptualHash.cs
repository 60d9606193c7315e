using System.Globalization;
using System.Numerics;

namespace CovidCxr.Core.Datasets;

/// <summary>
/// 256 bits that stay nearly the same when a picture is compressed, scaled, brightened or given more contrast: the signs of the
/// 16 x 16 lowest frequencies (cosine transform, without the mean of any row or column).
/// </summary>
/// <remarks>How far apart the hashes of twins and of strangers lie was measured: docs/duplicates.md.</remarks>
internal readonly record struct PerceptualHash(ulong First, ulong Second, ulong Third, ulong Fourth)
{
    /// <summary>The number of bands that <see cref="Band"/> cuts the hash into.</summary>
    public const int Bands = 16;

    private const int Frequencies = 16;

    private static readonly double[] Cosines = CosineTable();

    /// <summary>The hash of a <see cref="Thumbnail"/>.</summary>
    public static PerceptualHash Of(float[] thumbnail)
    {
        const int side = Thumbnail.Side;
        var columns = new double[Frequencies * side]; // [frequency across, y]
        for (var u = 0; u < Frequencies; u++)
            for (var y = 0; y < side; y++)
            {
                double sum = 0;
                for (var x = 0; x < side; x++)
                    sum += Cosines[(u * side) + x] * thumbnail[(y * side) + x];
                columns[(u * side) + y] = sum;
            }

        Span<ulong> words = stackalloc ulong[4];
        for (var u = 0; u < Frequencies; u++)
            for (var v = 0; v < Frequencies; v++)
            {
                double sum = 0;
                for (var y = 0; y < side; y++)
                    sum += Cosines[(v * side) + y] * columns[(u * side) + y];
                // Bit (u, v) goes to band v, so that every band mixes coarse and fine frequencies.
                if (sum > 0)
                    words[v / 4] |= 1UL << ((v % 4 * 16) + u);
            }

        return new PerceptualHash(words[0], words[1], words[2], words[3]);
    }

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

    private static double[] CosineTable()
    {
        const int side = Thumbnail.Side;
        var table = new double[Frequencies * side];
        for (var u = 0; u < Frequencies; u++)
            for (var x = 0; x < side; x++)
                table[(u * side) + x] = Math.Cos(Math.PI * (x + 0.5) * (u + 1) / side);
        return table;
    }
}
