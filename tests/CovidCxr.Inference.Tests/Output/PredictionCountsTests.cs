using CovidCxr.Inference.Output;
using Xunit;

namespace CovidCxr.Inference.Tests.Output;

public sealed class PredictionCountsTests
{
    [Fact]
    public void The_summary_counts_classes_referred_and_unread_files()
    {
        var counts = new PredictionCounts();
        Assert.Equal("0 X-rays: 0 COVID-19, 0 Normal, 0 Pneumonia; 0 for a person to read", counts.Summary);

        counts.Add(Predictions.Clear);
        Assert.Equal("1 X-ray: 0 COVID-19, 1 Normal, 0 Pneumonia; 0 for a person to read", counts.Summary);

        counts.Add(Predictions.Referred);
        counts.Add(Predictions.Unread);
        Assert.Equal("2 X-rays: 0 COVID-19, 1 Normal, 1 Pneumonia; 1 for a person to read; 1 file not read", counts.Summary);
        Assert.Equal((2, 1), (counts.Scored, counts.Unread));
    }
}
