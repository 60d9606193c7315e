using Spectre.Console;
using Spectre.Console.Rendering;

namespace CovidCxr.Shell.Progress;

/// <summary>Column of a progress bar with the amount, the total and the rate.</summary>
/// <param name="unit">What the work counts.</param>
internal sealed class AmountColumn(ProgressUnit unit) : ProgressColumn
{
    /// <inheritdoc/>
    protected override bool NoWrap => true;

    /// <inheritdoc/>
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime)
    {
        var total = task.IsIndeterminate ? 0 : (long)task.MaxValue;
        var text = unit.Amount((long)task.Value, total);
        if (task.IsFinished && task.ElapsedTime is { } time)
            text += $" in {Durations.Text(time)}";
        else if (task.Speed is { } speed)
            text += $" {unit.Rate(speed)}";
        return new Text(text).RightJustified();
    }
}
