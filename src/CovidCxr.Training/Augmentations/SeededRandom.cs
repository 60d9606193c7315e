namespace CovidCxr.Training.Augmentations;

/// <summary>
/// A small random generator (SplitMix64: Steele, Lea and Flood 2014) that starts from numbers such as seed, epoch and image, so
/// that what happens to an image does not depend on threads, on the order of work or on where a run was resumed.
/// </summary>
public struct SeededRandom
{
    private ulong state;

    /// <summary>A generator for one purpose; every list of numbers gives its own sequence.</summary>
    public SeededRandom(params ReadOnlySpan<long> keys)
    {
        state = 0x9E3779B97F4A7C15;
        foreach (var key in keys)
            state = Mix(state ^ (ulong)key) + 0x9E3779B97F4A7C15;
    }

    /// <summary>A whole number of 64 random bits.</summary>
    public ulong NextBits() => Mix(state += 0x9E3779B97F4A7C15);

    /// <summary>A number from 0 to below 1.</summary>
    public float NextSingle() => (NextBits() >> 40) * (1f / (1 << 24));

    /// <summary>A number from <paramref name="low"/> to <paramref name="high"/>.</summary>
    public float Between(double low, double high) => (float)(low + (NextSingle() * (high - low)));

    /// <summary>A whole number from 0 to below <paramref name="bound"/>.</summary>
    public int Below(int bound) => (int)(((NextBits() >> 32) * (ulong)bound) >> 32);

    /// <summary>A normally distributed number, mean 0 and standard deviation 1 (Box and Muller).</summary>
    public float NextNormal() => MathF.Sqrt(-2 * MathF.Log(1 - NextSingle())) * MathF.Cos(2 * MathF.PI * NextSingle());

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
