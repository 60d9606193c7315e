using System.Diagnostics.Metrics;
using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;
using CovidCxr.Inference.Pipeline;
using CovidCxr.Service.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace CovidCxr.Service.Tests.Telemetry;

public sealed class DriftTests
{
    [Fact]
    public void Images_like_the_reference_raise_no_alarm_and_others_do_until_they_are_gone()
    {
        var monitor = new DriftMonitor(Reference(seed: 1), NullLogger<DriftMonitor>.Instance);
        var random = new Random(2);
        Feed(monitor, DriftMonitor.Fewest - 1, () => random.NextDouble());
        Assert.Empty(monitor.Current()); // too few to say anything
        Feed(monitor, DriftMonitor.Window, () => random.NextDouble());
        Assert.Equal(DriftMonitor.Window, monitor.Images);
        Assert.All(monitor.Current(), index => Assert.False(index.IsAlarm, $"{index}"));

        Feed(monitor, DriftMonitor.Window, () => 0.8 + (0.2 * random.NextDouble()));
        var p = Assert.Single(monitor.Current(), index => index.Name == "p_covid19");
        Assert.True(p.IsAlarm);
        Assert.InRange(p.Index, 1, 10);
        Assert.Contains(monitor.Current(), index => index.Name == "brightness" && !index.IsAlarm);

        Feed(monitor, DriftMonitor.Window, () => random.NextDouble());
        Assert.All(monitor.Current(), index => Assert.False(index.IsAlarm));
    }

    [Fact]
    public void The_index_is_that_of_its_definition()
    {
        var monitor = new DriftMonitor(Reference(seed: 1), NullLogger<DriftMonitor>.Instance);
        Feed(monitor, DriftMonitor.Window, () => 0.999); // all in the last bin
        var (full, empty) = (500.5 / 505, 0.5 / 505);
        var expected = ((full - 0.1) * Math.Log(full / 0.1)) + (9 * (empty - 0.1) * Math.Log(empty / 0.1));
        Assert.Equal(expected, Assert.Single(monitor.Current(), index => index.Name == "p_covid19").Index, 9);
    }

    [Fact]
    public async Task A_reference_is_read_as_it_was_written_and_belongs_to_one_model()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("reference.json", System.Text.Encoding.UTF8.GetBytes(Reference(seed: 1).ToJson()));
        Assert.Equal(Reference(seed: 1).ToJson(), DriftReference.Read(file).ToJson());
        Assert.Contains("another model 1", Assert.Throws<InputException>(() =>
            ServiceHost.Build(["--data", folder["data"], "--Service:Reference", file])).Message);
        Assert.Throws<InputException>(() => DriftReference.Read(folder.Write("other.json", "{}"u8.ToArray())));
        Assert.Throws<InputException>(() => DriftReference.Read(folder["missing.json"]));
        Assert.Throws<InputException>(() => DriftReference.Measure("m", "d", []));
        Assert.Equal(20_000, Reference(seed: 1).Counts["contrast"][^1]); // all have the same: one bin holds them
        await using var service = await RunningService.StartAsync();
        Assert.True((await service.GetAsync("/api/v1/drift")).GetProperty("watches").GetBoolean());
        Assert.Equal(0, (await service.GetAsync("/api/v1/drift")).GetProperty("values").GetArrayLength());
    }

    [Fact]
    public async Task The_service_counts_results_and_batches()
    {
        using var listener = new MeterListener();
        var (results, batches) = (0L, 0);
        listener.InstrumentPublished = (instrument, all) =>
        {
            if (instrument.Meter.Name == ServiceMetrics.Name)
                all.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) =>
            Interlocked.Add(ref results, instrument.Name == "covidcxr.results" ? value : 0));
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) =>
            Interlocked.Add(ref batches, instrument.Name == "covidcxr.batch.size" ? value : 0));
        listener.Start();
        await using var service = await RunningService.StartAsync();
        await service.PredictOneAsync(SyntheticXRay.Png(1));
        Assert.True(results >= 1); // tests beside this one count too
        Assert.True(batches >= 1);
    }

    private static DriftReference Reference(int seed)
    {
        var random = new Random(seed);
        return DriftReference.Measure(
            "another model 1", "dataset", [.. Enumerable.Range(0, 20_000).Select(_ => DriftValues.Of(Image(random.NextDouble(), random)))]);
    }

    private static void Feed(DriftMonitor monitor, int count, Func<double> covid)
    {
        var random = new Random(count);
        for (var i = 0; i < count; i++)
            monitor.Add(Image(covid(), random));
    }

    private static PredictedImage Image(double covid, Random random)
    {
        var pixels = new byte[16];
        Array.Fill(pixels, (byte)random.Next(256));
        var rest = (1 - covid) / 2;
        return new PredictedImage(
            new ScaledImage(pixels, 4, new ImageSize(4, 4), 0),
            new ModelOutput([], [], 0, 0, (float)random.NextDouble()),
            new Prediction { File = "a", Model = "m", Probabilities = [covid, rest, rest] });
    }
}
