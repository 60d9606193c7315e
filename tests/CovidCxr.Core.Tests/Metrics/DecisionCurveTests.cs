using CovidCxr.Core.Metrics;
using Xunit;

namespace CovidCxr.Core.Tests.Metrics;

public class DecisionCurveTests
{
    private static readonly DecisionCurve Curve = new([0.9, 0.6, 0.3, 0.2, 0.1], [true, false, true, false, false]);

    [Fact]
    public void Net_benefit_weighs_false_alarms_by_the_odds()
    {
        // From 0.25 on: two found, one false alarm at odds of a third: (2 - 1/3) / 5.
        Assert.Equal((2 - (1 / 3.0)) / 5, Curve.NetBenefit(0.25), 12);
        // From 0.5 on: one found, one false alarm at even odds.
        Assert.Equal(0, Curve.NetBenefit(0.5), 12);
        Assert.Equal(0.2, Curve.NetBenefit(0.9), 12);
    }

    [Fact]
    public void Acting_on_all_is_worth_nothing_at_the_prevalence()
    {
        Assert.Equal(0.4, Curve.ActOnAll(0), 12);
        Assert.Equal(0, Curve.ActOnAll(0.4), 12);
        Assert.Equal(-0.2, Curve.ActOnAll(0.5), 12);
    }

    [Fact]
    public void A_perfect_model_is_worth_the_prevalence_at_every_threshold()
    {
        var perfect = new DecisionCurve([1, 0, 0, 0], [true, false, false, false]);

        Assert.All(new[] { 0.01, 0.3, 0.99 }, threshold => Assert.Equal(0.25, perfect.NetBenefit(threshold), 12));
    }

    [Fact]
    public void Copies_count_as_often_as_they_say()
    {
        var twice = new DecisionCurve([0.9, 0.9, 0.6], [true, true, false]);

        Assert.Equal(twice.NetBenefit(0.4), Curve.NetBenefit(0.4, [2, 1, 0, 0, 0]), 12);
        Assert.True(double.IsNaN(Curve.NetBenefit(0.4, [0, 0, 0, 0, 0])));
    }
}
