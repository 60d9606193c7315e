using CovidCxr.Core.Evaluation;
using CovidCxr.Core.Metrics;
using CovidCxr.Core.Tests.Metrics;
using Xunit;

namespace CovidCxr.Core.Tests.Evaluation;

public class TrueClassProbabilityTests
{
    [Theory]
    [InlineData(Finding.Covid19, 71, 0.5249949346353128, 0.4974686228483202, 0.5525212464223054)]
    [InlineData(Finding.Normal, 68, 0.5292464769857564, 0.4963129267373717, 0.5621800272341412)]
    [InlineData(Finding.Pneumonia, 61, 0.5139156519646553, 0.48356086284172745, 0.5442704410875832)]
    public void Mean_and_interval_as_in_numpy(Finding finding, int count, double mean, double low, double high)
    {
        var probability = TrueClassProbability.Of(MetricFixtures.TwoHundred(), finding);

        Assert.Equal(count, probability.Count);
        Assert.Equal(mean, probability.Mean, 12);
        Assert.Equal(low, probability.Interval!.Value.Low, 12);
        Assert.Equal(high, probability.Interval!.Value.High, 12);
    }

    [Fact]
    public void One_image_gives_no_interval_and_no_image_gives_no_mean()
    {
        IReadOnlyList<ScoredImage> one = [MetricFixtures.Image(0, 0.6, 0.3, 0.1)];

        Assert.Equal(new TrueClassProbability(Finding.Covid19, 1, 0.6, null), TrueClassProbability.Of(one, Finding.Covid19));
        Assert.Equal(double.NaN, TrueClassProbability.Of(one, Finding.Normal).Mean);
    }
}
