namespace CovidCxr.Core;

/// <summary>
/// The random number generator SplitMix64 (Steele et al. 2014). <see cref="Random"/> does not promise the same numbers in the next .NET
/// version, and neither the intervals in committed results nor the drawn images may change with it.
/// </summary>
/// <param name="state">The seed.</param>
public sealed class SplitMix64(ulong state)
{
    /// <summary>Added to the state before every number.</summary>
    public const ulong Increment = 0x9E3779B97F4A7C15;

    private ulong state = state;

    /// <summary>The next 64 bits.</summary>
    public ulong Next() => Mix(state += Increment);

    /// <summary>Turns a state into 64 random bits.</summary>
    public static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>A number from 0 to <paramref name="bound"/> - 1; its bias, below 2^-32, does not matter here.</summary>
    public int Below(int bound) => (int)(((Next() >> 32) * (ulong)bound) >> 32);

    /// <summary>A number from <paramref name="low"/> to <paramref name="high"/>.</summary>
    public double Between(double low, double high) => low + ((high - low) * (Next() >> 11) / (1UL << 53));
}
