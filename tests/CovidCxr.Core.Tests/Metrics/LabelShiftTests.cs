using CovidCxr.Core.Metrics;
using Xunit;

namespace CovidCxr.Core.Tests.Metrics;

public class LabelShiftTests
{
    [Fact]
    public void The_odds_move_with_the_odds_of_the_mix()
    {
        // Odds of 0.8 : 0.2 = 4, in a mix of 1 : 1. At a prevalence of 0.02 they are 4 * 0.02 / 0.98.
        var odds = 4 * 0.02 / 0.98;
        var shifted = LabelShift.Apply([0.8, 0.2], [0.5, 0.5], [0.02, 0.98]);

        Assert.Equal(odds / (1 + odds), shifted[0], 12);
        Assert.Equal(1, shifted.Sum(), 12);
    }

    [Fact]
    public void The_same_mix_changes_nothing_and_the_way_back_restores()
    {
        double[] probabilities = [0.5, 0.3, 0.2], mix = [0.2, 0.3, 0.5], target = [0.02, 0.49, 0.49];
        void Near(double[] expected, double[] actual) =>
            Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 12));

        Near(probabilities, LabelShift.Apply(probabilities, mix, mix));
        Near(probabilities, LabelShift.Apply(LabelShift.Apply(probabilities, mix, target), target, mix));
    }

    [Fact]
    public void The_other_classes_keep_their_shares_among_themselves()
    {
        var target = LabelShift.MixWith([0.2, 0.2, 0.6], Finding.Covid19, 0.02);

        Assert.Equal([0.02, 0.245, 0.735], target.Select(share => Math.Round(share, 12)));
    }

    [Fact]
    public void A_class_that_was_not_there_cannot_be_moved() =>
        Assert.Throws<ArgumentException>(() => LabelShift.Apply([0.5, 0.5], [0, 1], [0.1, 0.9]));

    [Fact]
    public void Predictive_values_follow_from_Bayes()
    {
        // The textbook's test: 99 % sensitive, 99 % specific, one in a hundred ill: a positive is as likely ill as not.
        var values = PredictiveValues.At(0.99, 0.99, 0.01);

        Assert.Equal(0.5, values.Positive!.Value, 12);
        Assert.Equal(0.9801 / 0.9802, values.Negative!.Value, 12);
        Assert.Null(PredictiveValues.At(0, 1, 0.5).Positive);
        Assert.Null(PredictiveValues.At(1, 0, 0.5).Negative);
    }
}
