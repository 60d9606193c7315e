using CovidCxr.Core.Evaluation;
using Xunit;

namespace CovidCxr.Core.Tests.Evaluation;

public class AcrossScoreTests
{
    [Fact]
    public void Counts_both_networks_by_class_and_collection()
    {
        var scores = AcrossScore.Of(
            [("nih", Finding.Normal, Finding.Normal), ("nih", Finding.Normal, Finding.Covid19)],
            [
                ("nih", Finding.Normal, Finding.Covid19), ("nih", Finding.Normal, Finding.Normal), ("nih", Finding.Normal, Finding.Normal),
                ("nih", Finding.Normal, Finding.Pneumonia), ("cohen", Finding.Covid19, Finding.Covid19),
            ]);
        Assert.Equal(["cohen", "nih"], scores.Select(score => score.Source));
        Assert.Equal(1, scores[0].RightAcross);
        Assert.True(double.IsNaN(scores[0].RightWithin));
        Assert.Equal((0.5, 0.5), (scores[1].RightWithin, scores[1].RightAcross));
        Assert.Equal([1, 2, 1], scores[1].Across);
    }
}
