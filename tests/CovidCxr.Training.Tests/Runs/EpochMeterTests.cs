using CovidCxr.Training.Runs;
using Xunit;

namespace CovidCxr.Training.Tests.Runs;

public class EpochMeterTests
{
    [Fact]
    public void An_image_without_a_score_above_half_counts_as_no_prediction()
    {
        var meter = new EpochMeter();
        meter.Add(1.5, [0.6f, 0.3f, 0.1f, 0.45f, 0.3f, 0.25f, 0.1f, 0.8f, 0.1f], [0, 0, 2]);
        Assert.Equal(2 / 3.0, meter.Accuracy, 1e-12); // the second one is correct by its highest score
        Assert.Equal(1 / 2.0, meter.Precision, 1e-12); // two scores above 0.5, one of them correct
        Assert.Equal(1 / 3.0, meter.Recall, 1e-12);
        Assert.Equal(1.5, meter.Loss, 1e-12);
    }

    [Fact]
    public void Continues_from_its_saved_line()
    {
        var whole = new EpochMeter();
        whole.Add(1.0 / 3, [0.6f, 0.3f, 0.1f], [0]);
        var resumed = EpochMeter.Load(whole.Save());
        foreach (var meter in new[] { whole, resumed })
            meter.Add(0.7, [0.2f, 0.7f, 0.1f, 0.2f, 0.2f, 0.6f], [1, 1]);
        Assert.Equal(whole.Save(), resumed.Save());
        Assert.Equal(3, resumed.Count);
    }
}
