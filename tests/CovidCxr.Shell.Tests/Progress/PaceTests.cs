using CovidCxr.Core;
using CovidCxr.Shell.Progress;
using Xunit;

namespace CovidCxr.Shell.Tests.Progress;

public class PaceTests
{
    [Fact]
    public void A_slow_first_step_does_not_count()
    {
        var pace = new Pace();
        pace.Add(0, TimeSpan.Zero);
        pace.Add(64, Seconds(20)); // loads and compiles
        for (var step = 2; step <= 5; step++)
            pace.Add(64 * step, Seconds(20 + ((step - 1) * 2)));
        Assert.Equal(32, pace.Rate!.Value, 1e-9);
        Assert.Equal(Seconds(10), pace.Left(640));
    }

    [Fact]
    public void Nothing_is_said_before_enough_steps_and_enough_time()
    {
        var slow = new Pace();
        foreach (var step in new[] { 1, 2, 3 })
        {
            slow.Add(step, Seconds(10 * step));
            Assert.Null(slow.Rate);
            Assert.Null(slow.Left(100));
        }
        slow.Add(4, Seconds(40));
        Assert.Equal(0.1, slow.Rate!.Value, 1e-9);

        var fast = new Pace();
        for (var i = 1; i <= 1900; i++)
            fast.Add(i, TimeSpan.FromMilliseconds(i));
        Assert.Null(fast.Rate); // many, but within two seconds
        fast.Add(2001, Seconds(2.001));
        Assert.Equal(1000, fast.Rate!.Value, 1e-6);
    }

    [Fact]
    public void Work_that_goes_on_in_the_middle_counts_what_this_run_does()
    {
        var pace = new Pace();
        for (var i = 0; i < 5; i++)
            pace.Add(1_000_000 + (i * 10), Seconds(i));
        Assert.Equal(10, pace.Rate!.Value, 1e-9);
        Assert.Equal(Seconds(6), pace.Left(1_000_100));
    }

    [Fact]
    public void Without_a_total_or_at_the_end_no_time_is_left()
    {
        var pace = new Pace();
        for (var i = 1; i <= 10; i++)
            pace.Add(i, Seconds(i));
        Assert.Null(pace.Left(0));
        Assert.Null(pace.Left(10));
    }

    [Fact]
    public void The_first_lines_of_a_log_have_no_estimate()
    {
        var log = new StringWriter();
        var lines = new ProgressLines(log, ProgressUnit.Items);
        lines.Report(new WorkProgress("epoch 1/2", 0, 100));
        lines.Report(new WorkProgress("epoch 1/2", 1, 100));
        lines.Finish();
        Assert.Matches(@"^epoch 1/2: 1/100 in [0-9.]+ s\r?\n$", log.ToString());
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
