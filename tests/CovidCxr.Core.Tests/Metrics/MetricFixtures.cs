using CovidCxr.Core.Metrics;

namespace CovidCxr.Core.Tests.Metrics;

/// <summary>Scored images whose metrics were computed with scikit-learn 1.2.1 and numpy 1.24.</summary>
internal static class MetricFixtures
{
    private static int patients;

    /// <summary>Twelve images, four of each class, with tied scores, tied classes and highest probabilities below a half.</summary>
    public static IReadOnlyList<ScoredImage> Twelve { get; } =
    [
        Image(0, 0.8, 0.1, 0.1), Image(0, 0.7, 0.1, 0.2), Image(0, 0.4, 0.3, 0.3), Image(0, 0.2, 0.2, 0.6),
        Image(1, 0.1, 0.7, 0.2), Image(1, 0.3, 0.4, 0.3), Image(1, 0.2, 0.3, 0.5), Image(1, 0.1, 0.8, 0.1),
        Image(2, 0.1, 0.1, 0.8), Image(2, 0.4, 0.2, 0.4), Image(2, 0.1, 0.6, 0.3), Image(2, 0.2, 0.1, 0.7),
    ];

    /// <summary>Two hundred images from the linear congruential generator x' = (1103515245 x + 12345) mod 2^31, seed 12345.</summary>
    public static IReadOnlyList<ScoredImage> TwoHundred()
    {
        long x = 12345;
        double Next()
        {
            x = ((x * 1103515245) + 12345) % 2147483648;
            return x / 2147483648.0;
        }

        var images = new List<ScoredImage>();
        for (var i = 0; i < 200; i++)
        {
            var actual = (int)(Next() * 3);
            double[] z = [Next(), Next(), Next()];
            z[actual] += 0.6;
            var sum = z.Sum();
            images.Add(new ScoredImage($"{i}.png", $"g{i / 2}", (Finding)actual, [.. z.Select(v => v / sum)]));
        }
        return images;
    }

    /// <summary>Makes an image of a new patient.</summary>
    public static ScoredImage Image(int actual, params double[] probabilities) =>
        Image($"p{Interlocked.Increment(ref patients)}", actual, probabilities);

    /// <summary>Makes an image of a named group.</summary>
    public static ScoredImage Image(string group, int actual, params double[] probabilities) =>
        new($"{group}.png", group, (Finding)actual, probabilities);
}
