using CovidCxr.Training.Loop;
using CovidCxr.Training.Recipes;
using Xunit;

namespace CovidCxr.Training.Tests.Loop;

public class LearningRateScheduleTests
{
    [Fact]
    public void The_papers_schedule_has_three_steps()
    {
        var rate = new LearningRateSchedule(new Recipe().Schedule, 10);
        double[] expected = [4e-4, 4e-4, 4e-4, 2e-4, 2e-4, 2e-4, 1e-4, 1e-4, 1e-4, 1e-4];
        Assert.Equal(expected, Enumerable.Range(0, 10).Select(epoch => rate.At(epoch, 0.5)));
    }

    [Fact]
    public void A_ramp_climbs_from_zero_and_falls_to_the_end()
    {
        var rate = new LearningRateSchedule(
            [new() { Epoch = 0, Rate = 0.4, Ramp = true }, new() { Epoch = 2, Rate = 0.4 }, new() { Epoch = 4, Rate = 0.1, Ramp = true }],
            epochs: 6);
        Assert.Equal(0.1, rate.At(0, 0.5), 1e-12);
        Assert.Equal(0.4, rate.At(1, 1), 1e-12);
        Assert.Equal(0.4, rate.At(3, 0.9), 1e-12);
        Assert.Equal(0.25, rate.At(4, 1), 1e-12);
        Assert.Equal(0.1, rate.At(5, 1), 1e-12);
    }
}
