using System.Numerics;
using CovidCxr.Core;

namespace CovidCxr.Imaging.Codecs;

/// <summary>The numbers of an image that become black and white.</summary>
/// <remarks>
/// Converters put the 10, 12 or 14 bits of a detector into 16, and write floats of any range. The rule, in this order:
/// <list type="number">
/// <item>Whole numbers, none negative: black is 0, white is the end of the fewest of 8, 10, 12, 14, 16 (of signed types also 7 and 15;
/// of 32-bit types also 31 and 32) bits that hold them. A mark that was burnt in far above them does not count: at most 2 % of the
/// pixels, with no number between them and twice that end.</item>
/// <item>Floats from 0 to 1 that come near 1: 0 to 1. Other floats from 0 to 65535 that fill more than half of the bits they need: as
/// whole numbers.</item>
/// <item>All others: the 0.1th and the 99.9th percentile of the finite numbers.</item>
/// </list>
/// </remarks>
/// <param name="Low">The number that becomes black.</param>
/// <param name="High">The number that becomes white; equal to <paramref name="Low"/> only if all numbers are equal.</param>
/// <param name="Rule">The rule by which they were found.</param>
internal readonly record struct GrayRange(double Low, double High, string Rule)
{
    private const string ZeroToOne = "0 to 1", Percentiles = "percentiles 0.1 and 99.9";
    private const double Tail = 0.001, LargestMark = 0.02;
    private const float TwoTo32 = 4294967296f;
    private const int MostSamples = 1 << 20;

    private static readonly int[] UnsignedBits = [8, 10, 12, 14, 16, 31, 32];
    private static readonly int[] SignedBits = [7, 8, 10, 12, 14, 15, 16, 31];

    /// <summary>Finds the range of an image.</summary>
    /// <param name="numbers">Its numbers, at least one.</param>
    /// <param name="type">Bits of a number in the file.</param>
    /// <param name="signed">Whether the file's type has negative numbers.</param>
    /// <param name="whole">Whether the file's type has whole numbers only.</param>
    public static GrayRange Of(ReadOnlySpan<float> numbers, int type, bool signed, bool whole)
    {
        var lengths = new long[34]; // numbers by the bits that they need
        var (least, most, finite) = (float.PositiveInfinity, float.NegativeInfinity, 0L);
        foreach (var number in numbers)
        {
            if (!float.IsFinite(number))
                continue;
            finite++;
            least = Math.Min(least, number);
            most = Math.Max(most, number);
            if (number >= 0)
                lengths[BitLength(number)]++;
        }
        if (finite == 0)
            return new GrayRange(0, 0, "no finite number");
        if (least >= 0 && !whole && most <= 1 && most > 0.5)
            return new GrayRange(0, 1, ZeroToOne);
        if (least >= 0 && BitsUsed(lengths, finite, signed ? SignedBits : UnsignedBits, type) is { } bits)
        {
            var end = Math.Pow(2, bits) - 1;
            // Whole numbers may be dark; floats, and 32 bits, have no usual end, so they must come near it.
            if (whole && type <= 16)
                return new GrayRange(0, end, bits == type ? ImageReading.WholeType : $"{bits} bits used");
            if (most > end / 2 && (whole || most <= 65535))
                return new GrayRange(0, end, $"{bits} bits used");
        }
        return FromPercentiles(numbers, finite);
    }

    /// <summary>Maps a number to gray.</summary>
    /// <returns>0 black to 255 white; 0 for a number that is not finite.</returns>
    public float Map(float number) => !float.IsFinite(number) || High <= Low
        ? 0
        : (float)(255 * Math.Clamp((number - Low) / (High - Low), 0, 1));

    // As a float, the largest number of 32 bits is rounded up to 2 to the 32nd.
    private static int BitLength(float number) =>
        number > TwoTo32 ? 33 : number == TwoTo32 ? 32 : 32 - BitOperations.LeadingZeroCount((uint)number);

    private static int? BitsUsed(long[] lengths, long finite, int[] candidates, int type)
    {
        foreach (var bits in candidates.Where(bits => bits <= type))
        {
            var above = lengths.Skip(bits + 1).Sum();
            if (above == 0 || (above <= LargestMark * finite && lengths[bits + 1] == 0))
                return bits;
        }
        return null;
    }

    private static GrayRange FromPercentiles(ReadOnlySpan<float> numbers, long finite)
    {
        var step = Math.Max(1, numbers.Length / MostSamples);
        var sample = new List<float>((int)Math.Min(finite, MostSamples) + 1);
        for (var i = 0; i < numbers.Length; i += step)
            if (float.IsFinite(numbers[i]))
                sample.Add(numbers[i]);
        if (sample.Count == 0)
            return new GrayRange(0, 0, Percentiles);
        sample.Sort();
        var last = sample.Count - 1;
        return new GrayRange(sample[(int)(Tail * last)], sample[(int)Math.Ceiling((1 - Tail) * last)], Percentiles);
    }
}
