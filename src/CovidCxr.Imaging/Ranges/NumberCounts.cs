using System.Numerics;
using System.Numerics.Tensors;

namespace CovidCxr.Imaging.Ranges;

/// <summary>What is counted of an image's numbers, row by row, to find the range that becomes black to white.</summary>
/// <param name="type">Their type.</param>
/// <param name="total">How many there are, at least 1.</param>
internal sealed class NumberCounts(NumberType type, long total)
{
    private const int MostSamples = 1 << 20, LongestBits = 33;
    private const float TwoTo32 = 4294967296f;

    private readonly long step = Math.Max(1, total / MostSamples);
    private readonly List<float> samples = [];
    private readonly long[] lengths = new long[LongestBits + 1]; // finite numbers of at least 0 by the bits that they need
    private readonly float largest = (float)type.Largest;
    private readonly float turn = (float)Math.Pow(2, type.Bits);
    private readonly int[]? histogram = type is { IsSigned: false, IsWhole: true, Bits: <= 16 } ? new int[1 << type.Bits] : null;
    private long seen, nextSample;
    private double signedSteps, unsignedSteps;

    /// <summary>Their type.</summary>
    public NumberType Type => type;

    /// <summary>The smallest finite number.</summary>
    public float Least { get; private set; } = float.PositiveInfinity;

    /// <summary>The largest finite number.</summary>
    public float Most { get; private set; } = float.NegativeInfinity;

    /// <summary>Numbers that are finite.</summary>
    public long Finite { get; private set; }

    /// <summary>Numbers that are not.</summary>
    public long NotFinite => seen - Finite;

    /// <summary>Numbers that are the largest of their type.</summary>
    public long AtEnd { get; private set; }

    /// <summary>Whether all finite numbers are whole.</summary>
    public bool AreWhole { get; private set; } = true;

    /// <summary>
    /// Whether unsigned numbers were written into the signed type: then neighbors on both sides of the middle lie a whole type apart, and
    /// the picture is torn. Where negative numbers are meant, reading them as unsigned would tear it.
    /// </summary>
    public bool WrapAround => type is { IsSigned: true, IsWhole: true } && Least < 0 && unsignedSteps < signedSteps / 2;

    /// <summary>Counts a row.</summary>
    public void Add(ReadOnlySpan<float> row)
    {
        // By far the most frequent, and a number of few: what else is counted follows at the end.
        if (histogram is not null)
        {
            foreach (var number in row)
                histogram[(int)number]++;
            return;
        }
        var wraps = type is { IsSigned: true, IsWhole: true };
        for (var i = 0; i < row.Length; i++)
        {
            var number = row[i];
            seen++;
            if (!float.IsFinite(number))
                continue;
            if (seen > nextSample)
            {
                samples.Add(number);
                nextSample = seen + step - 1;
            }
            Finite++;
            Least = Math.Min(Least, number);
            Most = Math.Max(Most, number);
            if (number >= 0)
                lengths[BitLength(number)]++;
            if (number == largest)
                AtEnd++;
            if (!type.IsWhole)
                AreWhole &= number == MathF.Floor(number);
            else if (wraps && i > 0)
            {
                signedSteps += Math.Abs(number - row[i - 1]);
                unsignedSteps += Math.Abs(Unsigned(number) - Unsigned(row[i - 1]));
            }
        }
    }

    /// <summary>Ends the counting, once all rows are added.</summary>
    public void End()
    {
        if (histogram is null)
            return;
        for (var number = 0; number < histogram.Length; number++)
            if (histogram[number] is > 0 and var count)
            {
                seen += count;
                Finite += count;
                Least = Math.Min(Least, number);
                Most = number;
                lengths[BitLength(number)] += count;
            }
        AtEnd = histogram[^1];
    }

    /// <summary>Finite numbers that need more bits.</summary>
    public long Above(int bits) => TensorPrimitives.Sum<long>(lengths.AsSpan(Math.Min(bits, LongestBits) + 1));

    /// <summary>The numbers that a share, 0 to 1, of all finite ones lies below, and the same share above; of a large sample.</summary>
    public (float Low, float High) Percentiles(double share)
    {
        samples.Sort();
        var last = (histogram is null ? samples.Count : seen) - 1;
        if (last < 0)
            return (Least, Most);
        var (low, high) = (InOrder((long)(share * last)), InOrder((long)Math.Ceiling((1 - share) * last)));
        return low < high ? (low, high) : (Least, Most);
    }

    private float InOrder(long place)
    {
        if (histogram is null)
            return samples[(int)place];
        var number = 0;
        for (place -= histogram[0]; place >= 0; place -= histogram[number])
            number++;
        return number;
    }

    /// <summary>The number that was meant if the type should have been unsigned.</summary>
    public float Unsigned(float number) => number < 0 ? number + turn : number;

    // As a float, the largest number of 32 bits is rounded up to 2 to the 32nd.
    private static int BitLength(float number) =>
        number > TwoTo32 ? LongestBits : number == TwoTo32 ? 32 : 32 - BitOperations.LeadingZeroCount((uint)number);
}

/// <summary>The type of the numbers in an image file.</summary>
/// <param name="Bits">Bits of a number.</param>
/// <param name="IsSigned">Whether it has negative numbers.</param>
/// <param name="IsWhole">Whether it has whole numbers only.</param>
/// <param name="SignificantBits">The bits that the file says its source had; null if it does not say.</param>
internal readonly record struct NumberType(int Bits, bool IsSigned, bool IsWhole, int? SignificantBits = null)
{
    /// <summary>The largest number of a whole type.</summary>
    public double Largest => Math.Pow(2, IsSigned ? Bits - 1 : Bits) - 1;

    /// <summary>The smallest number of a whole type.</summary>
    public double Smallest => IsSigned ? -Math.Pow(2, Bits - 1) : 0;
}
