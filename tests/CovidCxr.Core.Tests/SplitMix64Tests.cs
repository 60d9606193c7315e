using CovidCxr.Core.Metrics;
using Xunit;

namespace CovidCxr.Core.Tests;

public class SplitMix64Tests
{
    // A bootstrap interval, computed in Python from the published definition of the generator (its first number for seed 0 is
    // e220a8397b1dcdaf) and numpy's percentile.
    [Fact]
    public void Intervals_stay_what_they_were()
    {
        var interval = new GroupBootstrap(Enumerable.Range(0, 10).Select(i => $"{i}"), seed: 0, resamples: 5)
            .Share(i => i < 5, _ => true);

        Assert.Equal(0.3, interval!.Value.Low, 12);
        Assert.Equal(0.79, interval.Value.High, 12);
    }
}
