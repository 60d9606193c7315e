using Spectre.Console;
using Spectre.Console.Rendering;

namespace CovidCxr.Shell.Progress;

/// <summary>Column of a progress bar with the amount, the total, the rate and the time left.</summary>
/// <param name="unit">What the work counts.</param>
internal sealed class AmountColumn(ProgressUnit unit) : ProgressColumn
{
    /// <summary>Key of a bar's state: units per second, 0 as long as that is not known.</summary>
    public const string Rate = "rate";

    /// <summary>Key of a bar's state: seconds left, 0 as long as that is not known.</summary>
    public const string SecondsLeft = "left";

    /// <inheritdoc/>
    protected override bool NoWrap => true;

    /// <inheritdoc/>
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime)
    {
        var total = task.IsIndeterminate ? 0 : (long)task.MaxValue;
        var text = unit.Amount((long)task.Value, total);
        if (task.IsFinished && task.ElapsedTime is { } time)
            text += $" in {Durations.Text(time)}";
        else if (task.State.Get<double>(Rate) is > 0 and var rate)
            text += $", {unit.Rate(rate)}";
        if (!task.IsFinished && task.State.Get<double>(SecondsLeft) is > 0 and var left)
            text += $", {Durations.Text(TimeSpan.FromSeconds(left))} left";
        return new Text(text).RightJustified();
    }
}
