using CovidCxr.Core;

namespace CovidCxr.Training.Augmentations;

/// <summary>
/// A small random generator that is seeded by numbers such as seed, epoch and image, so that what happens to an image does not depend on
/// threads, on the order of work or on where a run was resumed. The arithmetic is that of <see cref="SplitMix64"/>.
/// </summary>
public struct SeededRandom
{
    /// <summary>
    /// The key, after seed and epoch, of the order of the images. Below 0, as is <see cref="Dropout"/>, because images are keys from 0.
    /// </summary>
    public const long ImageOrder = -1;

    /// <summary>The key, after seed and epoch, of dropout; the step follows it.</summary>
    public const long Dropout = -2;

    private ulong state;

    /// <summary>Makes the generator for one purpose; every list of keys gives a sequence of its own.</summary>
    public SeededRandom(params ReadOnlySpan<long> keys)
    {
        state = SplitMix64.Increment;
        foreach (var key in keys)
            state = SplitMix64.Mix(state ^ (ulong)key) + SplitMix64.Increment;
    }

    /// <summary>64 random bits.</summary>
    public ulong NextBits() => SplitMix64.Mix(state += SplitMix64.Increment);

    /// <summary>A number from 0 to below 1.</summary>
    public float NextSingle() => (NextBits() >> 40) * (1f / (1 << 24));

    /// <summary>A number from <paramref name="low"/> to <paramref name="high"/>.</summary>
    public float Between(double low, double high) => (float)(low + (NextSingle() * (high - low)));

    /// <summary>A whole number from 0 to below <paramref name="bound"/>.</summary>
    public int Below(int bound) => (int)(((NextBits() >> 32) * (ulong)bound) >> 32);

    /// <summary>A normally distributed number with mean 0 and standard deviation 1 (Box and Muller 1958).</summary>
    public float NextNormal() => MathF.Sqrt(-2 * MathF.Log(1 - NextSingle())) * MathF.Cos(2 * MathF.PI * NextSingle());
}
