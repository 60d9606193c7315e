using CovidCxr.Core;
using CovidCxr.Training.Batches;

namespace CovidCxr.Benchmarks;

/// <summary>Makes batches of random gray values.</summary>
internal static class RandomBatch
{
    public static Batch Make(int count, int size)
    {
        var random = new Random(0);
        var pixels = new float[count * size * size];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = random.NextSingle();
        return new Batch(pixels, size, [.. Enumerable.Range(0, count).Select(i => i % Findings.Count)]);
    }
}
