namespace CovidCxr.Training.Quantization;

/// <summary>
/// How numbers of a range are written as bytes: value = <paramref name="Scale"/> * (code - <paramref name="Zero"/>), code 0 to 255. Zero is
/// always one of the values, for padding adds zeros.
/// </summary>
/// <param name="Scale">The distance of two neighboring values, above 0.</param>
/// <param name="Zero">The code of zero.</param>
internal readonly record struct ByteCode(float Scale, byte Zero)
{
    private const int Highest = byte.MaxValue;

    /// <summary>Makes the code of a range; values outside of it become its ends.</summary>
    /// <param name="low">The lowest value.</param>
    /// <param name="high">The highest value.</param>
    /// <exception cref="ArgumentException">The range is not finite.</exception>
    public static ByteCode Of(float low, float high)
    {
        (low, high) = (Math.Min(low, 0), Math.Max(high, 0));
        if (!float.IsFinite(high - low))
            throw new ArgumentException($"{low} to {high} is no range", nameof(high));
        if (high == low)
            return new(1, 0); // nothing but zeros
        var scale = (high - low) / Highest;
        return new(scale, (byte)Math.Clamp(MathF.Round(-low / scale), 0, Highest));
    }
}
