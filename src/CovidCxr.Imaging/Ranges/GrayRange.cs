using CovidCxr.Core;

namespace CovidCxr.Imaging.Ranges;

/// <summary>The numbers of an image that become black and white.</summary>
/// <remarks>
/// Converters put the 10, 12 or 14 bits of a detector into 16, and write floats of any range. The rule, in this order:
/// <list type="number">
/// <item>Whole numbers from 0 to 65535, in whatever type: black is 0, white the end of the fewest of 8, 10, 12, 14 or 16 bits that hold
/// them, and of no fewer than the file calls significant (of signed types the end of the type at most). Numbers above that end do not
/// count if they are 0.5 % of all; or 2 % and most of them far above, a mark that was burnt in; or half of all and each the largest of its
/// type, a border.</item>
/// <item>But not if they need all bits of their type and lie in a quarter of it above its middle: those were moved up.</item>
/// <item>Floats from 0 to 1 that pass 0.5: 0 to 1. Other floats from 0 to 65535, and wide whole numbers, that fill more than half of their
/// bits: as in 1 and 2.</item>
/// <item>Negative whole numbers of 8 or 16 bits that fill more than half of the type: the whole type.</item>
/// <item>All others: the 0.1th and the 99.9th percentile of the finite numbers.</item>
/// </list>
/// </remarks>
/// <param name="Low">The number that becomes black.</param>
/// <param name="High">The number that becomes white; equal to <paramref name="Low"/> only if all numbers are equal.</param>
/// <param name="Rule">The rule by which they were found.</param>
internal readonly record struct GrayRange(double Low, double High, string Rule)
{
    private const double Tail = 0.001, Outliers = 0.005, LargestMark = 0.02, FarAbove = 0.75, LargestBorder = 0.5;
    private const int Usual = 16;

    private static readonly int[] UsualBits = [8, 10, 12, 14, Usual];

    /// <summary>The same range for a file that says that its smallest number is white.</summary>
    public GrayRange Inverted => new(High, Low, $"{Rule}, smallest is white");

    /// <summary>Finds the range of an image.</summary>
    public static GrayRange Of(NumberCounts counts)
    {
        if (counts.Finite == 0)
            return new GrayRange(0, 0, "no finite number");
        var type = counts.WrapAround ? counts.Type with { IsSigned = false } : counts.Type;
        var fillsOne = counts.Most is > 0.5f and <= 1;
        if (counts.Least >= 0 && !type.IsWhole && fillsOne)
            return new GrayRange(0, 1, "0 to 1");
        if ((counts.Least >= 0 || counts.WrapAround) && OfBits(counts, type) is { } range)
            return range;
        var (low, high) = counts.Percentiles(Tail);
        if (type is { IsSigned: true, IsWhole: true, Bits: <= Usual } && high - low > type.Largest)
            return new GrayRange(type.Smallest, type.Largest, ImageReading.WholeType);
        return new GrayRange(low, high, "percentiles 0.1 and 99.9");
    }

    /// <summary>Maps a number to gray.</summary>
    /// <returns>0 black to 255 white; 0 for a number that is not finite.</returns>
    public float Map(float number) => !float.IsFinite(number) || High == Low
        ? 0
        : (float)(255 * Math.Clamp((number - Low) / (High - Low), 0, 1));

    private static GrayRange? OfBits(NumberCounts counts, NumberType type)
    {
        var longest = type.IsWhole ? type.Bits - (type.IsSigned ? 1 : 0) : Usual;
        // Unsigned numbers in a signed type were counted as negative; of those only the type's end is known.
        if (counts.WrapAround)
            return new GrayRange(0, type.Largest, ImageReading.WholeType);
        var found = UsualBits.Where(bits => bits < longest).FirstOrDefault(bits => Holds(counts, bits), longest);
        if (!Holds(counts, found))
            return null;
        var bits = type.SignificantBits is { } significant && significant >= found && significant <= longest ? significant : found;
        var end = Math.Pow(2, bits) - 1;
        var isUsual = counts.AreWhole && bits <= Usual && counts.Most > 1;
        if (!isUsual && counts.Most <= end / 2 && !(type.IsWhole && bits <= Usual))
            return null;
        // A picture of fewer bits that a converter moved up, by 32768 for example.
        var (low, high) = counts.Percentiles(Tail);
        if (bits == type.Bits && low > end / 2 && high > low && high - low < end / 4)
            return null;
        return new GrayRange(0, end, type.IsWhole && bits == type.Bits ? ImageReading.WholeType : $"{bits} bits used");
    }

    private static bool Holds(NumberCounts counts, int bits)
    {
        var above = counts.Above(bits);
        return above <= Outliers * counts.Finite
            || (above <= LargestMark * counts.Finite && counts.Above(bits + 1) >= FarAbove * above)
            || (above <= LargestBorder * counts.Finite && counts.AtEnd == above && counts.Above(bits + 1) == above);
    }
}
