namespace CovidCxr.Core.Phantoms;

/// <summary>Random numbers that are the same in every version of .NET (Steele et al. 2014, SplitMix).</summary>
internal sealed class PhantomRandom(int seed)
{
    private ulong state = (ulong)seed * 0x9E3779B97F4A7C15UL;

    /// <summary>A number from <paramref name="low"/> to <paramref name="high"/>.</summary>
    public double Next(double low, double high)
    {
        var z = state += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return low + ((high - low) * ((z ^ (z >> 31)) >> 11) / (1UL << 53));
    }
}
