using CovidCxr.Core.Metrics;

namespace CovidCxr.Core.Evaluation;

/// <summary>How much more often an image gets its class if the network learned from its collection.</summary>
/// <param name="Value">The mean over the classes of collections of which both networks answered; negative if it gets it less often.</param>
/// <param name="Interval">95 % interval by bootstrap over patient groups; null if there are too few.</param>
/// <param name="Images">The images of collections never seen that it is measured on.</param>
public sealed record AcrossGap(double Value, Interval? Interval, int Images)
{
    /// <summary>Measures the gap; null if no class of a collection has answers of both networks.</summary>
    public static AcrossGap? Of(IReadOnlyList<AcrossAnswer> answers)
    {
        var cells = answers.GroupBy(answer => (answer.Source, answer.Actual))
            .Where(cell => cell.Any(answer => answer.IsKnown) && cell.Any(answer => !answer.IsKnown))
            .Select((cell, number) => (cell.Key, number)).ToDictionary(cell => cell.Key, cell => cell.number);
        if (cells.Count == 0)
            return null;
        var counted = answers.Where(answer => cells.ContainsKey((answer.Source, answer.Actual))).ToList();
        int[] cellOf = [.. counted.Select(answer => cells[(answer.Source, answer.Actual)])];
        double Gap(int[] copies)
        {
            var right = new double[cells.Count, 2];
            var all = new double[cells.Count, 2];
            for (var i = 0; i < copies.Length; i++)
            {
                var known = counted[i].IsKnown ? 1 : 0;
                all[cellOf[i], known] += copies[i];
                right[cellOf[i], known] += counted[i].Called == counted[i].Actual ? copies[i] : 0;
            }
            // A resample may hold no image of a small cell; its mean is over the others.
            return Enumerable.Range(0, cells.Count).Where(cell => all[cell, 0] > 0 && all[cell, 1] > 0)
                .Select(cell => (right[cell, 1] / all[cell, 1]) - (right[cell, 0] / all[cell, 0])).DefaultIfEmpty(double.NaN).Average();
        }
        return new(
            Gap([.. Enumerable.Repeat(1, counted.Count)]), new GroupBootstrap(counted.Select(answer => answer.Group)).Of(Gap),
            counted.Count(answer => !answer.IsKnown));
    }
}
