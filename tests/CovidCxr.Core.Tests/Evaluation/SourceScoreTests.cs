using CovidCxr.Core.Evaluation;
using Xunit;

namespace CovidCxr.Core.Tests.Evaluation;

public sealed class SourceScoreTests
{
    [Fact]
    public void Predictions_are_counted_by_split_collection_and_class()
    {
        var scores = SourceScore.Of(
        [
            ("val", "cohen", "COVID-19", Finding.Covid19), ("val", "nih", "Normal", Finding.Normal),
            ("val", "cohen", "COVID-19", Finding.Normal), ("test", "cohen", "COVID-19", Finding.Pneumonia),
            ("val", "cohen", "COVID-19", Finding.Covid19),
        ]);
        Assert.Equal(
            [("val", "cohen", "2 1 0"), ("val", "nih", "0 1 0"), ("test", "cohen", "0 0 1")],
            scores.Select(score => (score.Split, score.Source, string.Join(' ', score.Called))));
        Assert.Equal(3, scores[0].Images);
        Assert.Equal(2 / 3.0, scores[0].CalledCovid19);
    }
}
