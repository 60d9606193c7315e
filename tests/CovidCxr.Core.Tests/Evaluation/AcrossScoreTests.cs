using CovidCxr.Core.Evaluation;
using Xunit;

namespace CovidCxr.Core.Tests.Evaluation;

public class AcrossScoreTests
{
    [Fact]
    public void Counts_both_networks_by_class_and_collection()
    {
        var scores = AcrossScore.Of(
        [
            Nih("a", true, Finding.Normal), Nih("b", true, Finding.Covid19), Nih("a", false, Finding.Covid19),
            Nih("b", false, Finding.Normal), Nih("c", false, Finding.Normal), Nih("d", false, Finding.Pneumonia),
            new("cohen", Finding.Covid19, "e", false, Finding.Covid19),
        ]);
        Assert.Equal(["cohen", "nih"], scores.Select(score => score.Source));
        Assert.Equal(1, scores[0].RightAcross);
        Assert.True(double.IsNaN(scores[0].RightWithin));
        Assert.Equal((0.5, 0.5), (scores[1].RightWithin, scores[1].RightAcross));
        Assert.Equal([1, 2, 1], scores[1].Across);
    }

    [Fact]
    public void The_gap_is_the_mean_over_cells_that_both_networks_answered()
    {
        // Of nih's Normal 3 of 4 are right if known and 1 of 4 if not; of kermany's 2 of 2 and 1 of 2; cohen has no known image.
        AcrossAnswer[] answers =
        [
            .. Enumerable.Range(0, 4).Select(i => Nih($"{i}", true, i < 3 ? Finding.Normal : Finding.Covid19)),
            .. Enumerable.Range(0, 4).Select(i => Nih($"{i}", false, i < 1 ? Finding.Normal : Finding.Covid19)),
            .. Enumerable.Range(0, 2).Select(i => new AcrossAnswer("kermany", Finding.Pneumonia, $"k{i}", true, Finding.Pneumonia)),
            .. Enumerable.Range(0, 2).Select(i => new AcrossAnswer("kermany", Finding.Pneumonia, $"k{i}", false, (Finding)(1 + i))),
            new("cohen", Finding.Covid19, "e", false, Finding.Normal),
        ];

        var gap = AcrossGap.Of(answers)!;

        Assert.Equal(0.5, gap.Value, 12);
        Assert.Equal(6, gap.Images);
        Assert.True(gap.Interval!.Value.Contains(0.5));
        Assert.InRange(gap.Interval.Value.Low, 0, 0.3);
        Assert.Null(AcrossGap.Of(answers[^1..]));
    }

    [Fact]
    public void Groups_are_drawn_whole()
    {
        // Ten images of one patient are one observation: with two patients, a resample holds one of them four times in eight.
        AcrossAnswer[] answers =
        [
            .. Enumerable.Range(0, 20).Select(i => Nih(i < 10 ? "a" : "b", true, Finding.Normal)),
            .. Enumerable.Range(0, 20).Select(i => Nih(i < 10 ? "a" : "b", false, i < 10 ? Finding.Normal : Finding.Covid19)),
        ];

        Assert.Equal(new Core.Metrics.Interval(0, 1), AcrossGap.Of(answers)!.Interval);
    }

    private static AcrossAnswer Nih(string group, bool isKnown, Finding called) => new("nih", Finding.Normal, group, isKnown, called);
}
