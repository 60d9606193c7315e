using System.Diagnostics;
using System.Diagnostics.Metrics;
using CovidCxr.Core;

namespace CovidCxr.Service.Telemetry;

/// <summary>What the service counts and measures beside what ASP.NET Core does (<c>http.server.request.duration</c>).</summary>
public sealed class ServiceMetrics : IDisposable
{
    /// <summary>The name of the meter and of the source of traces.</summary>
    public const string Name = "CovidCxr.Service";

    private readonly Meter meter = new(Name, ProductVersion.Number);
    private readonly Histogram<int> batchSize;
    private readonly Histogram<double> batchTime, waitTime;
    private readonly Counter<long> results, refused;

    /// <param name="drift">Its indices are measured too.</param>
    public ServiceMetrics(DriftMonitor drift)
    {
        batchSize = meter.CreateHistogram<int>("covidcxr.batch.size", "{image}", "Images of one run of the network");
        batchTime = meter.CreateHistogram<double>("covidcxr.batch.duration", "s", "Decoding and one run of the network");
        waitTime = meter.CreateHistogram<double>("covidcxr.queue.duration", "s", "From handing in to the prediction");
        results = meter.CreateCounter<long>("covidcxr.results", "{image}",
            "Predicted images, by class and whether a person should read them");
        refused = meter.CreateCounter<long>("covidcxr.refused", "{request}", "Requests refused because too much waits");
        meter.CreateObservableGauge(
            "covidcxr.drift.index", () => drift.Current().Select(index => new Measurement<double>(index.Index, Tag("value", index.Name))),
            "1", "Population stability index of the last images");
        meter.CreateObservableGauge(
            "covidcxr.drift.alarms", () => drift.Current().Count(index => index.IsAlarm), "{alarm}",
                "Values that are unlike the training images");
    }

    /// <summary>Traces of the service.</summary>
    public static ActivitySource Traces { get; } = new(Name, ProductVersion.Number);

    /// <summary>Measures how many files wait.</summary>
    public void Watch(Func<int> waiting) =>
        meter.CreateObservableGauge("covidcxr.queue.waiting", waiting, "{image}", "Images that wait or are being worked on");

    /// <summary>Counts a run of the network.</summary>
    public void AddBatch(int images, TimeSpan time)
    {
        batchSize.Record(images);
        batchTime.Record(time.TotalSeconds);
    }

    /// <summary>Counts a result.</summary>
    public void AddResult(Prediction prediction, TimeSpan time)
    {
        waitTime.Record(time.TotalSeconds);
        results.Add(1, Tag("class", prediction.Class?.Key() ?? "unread"), Tag("refer", prediction.Refer));
    }

    /// <summary>Counts a request that was refused.</summary>
    public void AddRefused() => refused.Add(1);

    /// <inheritdoc/>
    public void Dispose() => meter.Dispose();

    private static KeyValuePair<string, object?> Tag(string name, object value) => new(name, value);
}
