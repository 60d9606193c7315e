using CovidCxr.Inference.Pipeline;
using Microsoft.Extensions.Logging;

namespace CovidCxr.Service.Telemetry;

/// <summary>
/// Compares the last images with the reference by the population stability index (Siddiqi 2006), the sum over bins of
/// (a - e) ln(a / e) of the actual and the expected share, and raises an alarm when one is large.
/// </summary>
/// <param name="reference">The reference; null for none, and nothing is watched.</param>
/// <param name="log">Told when an alarm begins or ends.</param>
public sealed partial class DriftMonitor(DriftReference? reference, ILogger<DriftMonitor> log)
{
    /// <summary>Images that are compared: the last ones.</summary>
    public const int Window = 500;

    /// <summary>Images without which nothing is said: an index of few is large by chance.</summary>
    public const int Fewest = 200;

    /// <summary>The index above which an alarm is raised; by convention, 0.1 to 0.25 is a change to look at and more a large one.</summary>
    public const double Limit = 0.25;

    private readonly Lock gate = new();
    private readonly Queue<Dictionary<string, int>> window = new();
    private readonly Dictionary<string, int[]> counts =
        reference?.Edges.Keys.ToDictionary(name => name, _ => new int[DriftReference.Bins]) ?? [];

    private readonly Dictionary<string, double[]> expected =
        reference?.Edges.Keys.ToDictionary(name => name, reference.SharesOf) ?? [];

    private readonly HashSet<string> alarms = [];

    /// <summary>What is compared with; null for nothing.</summary>
    public DriftReference? Reference => reference;

    /// <summary>Images in the window.</summary>
    public int Images
    {
        get
        {
            lock (gate)
                return window.Count;
        }
    }

    /// <summary>Adds an image that was predicted.</summary>
    public void Add(PredictedImage image)
    {
        if (reference is null)
            return;
        var bins = DriftValues.Of(image).Values.Where(value => reference.Edges.ContainsKey(value.Key))
            .ToDictionary(value => value.Key, value => reference.BinOf(value.Key, value.Value));
        lock (gate)
        {
            window.Enqueue(bins);
            Count(bins, 1);
            if (window.Count > Window)
                Count(window.Dequeue(), -1);
            if (window.Count >= Fewest)
                foreach (var (name, index) in Indices())
                    Raise(name, index);
        }
    }

    /// <summary>The index of each value over the window; empty before there are <see cref="Fewest"/> images.</summary>
    public IReadOnlyList<DriftIndex> Current()
    {
        lock (gate)
            return window.Count < Fewest ? []
                : [.. Indices().Select(index => new DriftIndex(index.Name, index.Index, alarms.Contains(index.Name)))];
    }

    private IEnumerable<(string Name, double Index)> Indices()
    {
        foreach (var (name, bins) in counts)
        {
            var index = 0.0;
            foreach (var (count, share) in bins.Zip(expected[name]))
            {
                var actual = DriftReference.ShareOf(count, window.Count);
                index += (actual - share) * Math.Log(actual / share);
            }
            yield return (name, index);
        }
    }

    private void Count(Dictionary<string, int> bins, int change)
    {
        foreach (var (name, bin) in bins)
            counts[name][bin] += change;
    }

    private void Raise(string name, double index)
    {
        if (index > Limit && alarms.Add(name))
            LogAlarm(name, Math.Round(index, 3), Limit);
        else if (index < Limit / 2 && alarms.Remove(name)) // well below, so that it does not come and go
            LogEnd(name);
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Drift: {Value} of the last images is unlike that of the training images (index {Index}, limit {Limit})")]
    private partial void LogAlarm(string value, double index, double limit);

    [LoggerMessage(Level = LogLevel.Information, Message = "Drift: {Value} of the last images is like that of the training images again")]
    private partial void LogEnd(string value);
}

/// <summary>How far a value has moved.</summary>
/// <param name="Name">The value.</param>
/// <param name="Index">The population stability index, at least 0.</param>
/// <param name="IsAlarm">Whether an alarm is raised.</param>
public sealed record DriftIndex(string Name, double Index, bool IsAlarm);
