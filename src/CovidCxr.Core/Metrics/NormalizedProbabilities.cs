namespace CovidCxr.Core.Metrics;

/// <summary>Class probabilities as networks compute them and as they are reported.</summary>
public static class NormalizedProbabilities
{
    /// <summary>Converts a network's probabilities to double and makes them sum to 1 as exactly as double allows.</summary>
    /// <param name="computed">[k], float32, summing to about 1.</param>
    /// <returns>[k].</returns>
    public static double[] Of(ReadOnlySpan<float> computed)
    {
        var sum = 0.0;
        foreach (var p in computed)
            sum += p;
        var probabilities = new double[computed.Length];
        for (var k = 0; k < probabilities.Length; k++)
            probabilities[k] = computed[k] / sum;
        return probabilities;
    }
}
