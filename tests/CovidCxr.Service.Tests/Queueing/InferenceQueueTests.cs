using System.Collections.Concurrent;
using System.Diagnostics;
using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;
using CovidCxr.Service.Queueing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CovidCxr.Service.Tests.Queueing;

public sealed class InferenceQueueTests
{
    [Fact]
    public async Task What_waits_is_classified_together()
    {
        using var classifier = new SlowClassifier();
        using var queue = new InferenceQueue(classifier, ImageDecoders.Default, new() { Workers = 1, LargestBatch = 8 }, 1_000_000);
        var all = Enumerable.Range(0, 20).Select(i => queue.PredictAsync([Upload(i)], CancellationToken.None)).ToList();
        classifier.Gate.Release(100);
        var read = await Task.WhenAll(all);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"{i}.png"), read.Select(one => one[0].Prediction.File));
        Assert.Equal(20, classifier.Batches.Sum());
        Assert.Equal(8, classifier.Batches.Max());
        Assert.Equal(0, queue.Waiting);
    }

    [Fact]
    public async Task More_than_there_is_room_for_is_refused_at_once_and_whole()
    {
        using var classifier = new SlowClassifier();
        using var queue = new InferenceQueue(classifier, ImageDecoders.Default, new() { Workers = 1, Capacity = 4 }, 1_000_000);
        var first = queue.PredictAsync([Upload(0), Upload(1), Upload(2)], CancellationToken.None);
        await Assert.ThrowsAsync<OverloadException>(() => queue.PredictAsync([Upload(3), Upload(4)], CancellationToken.None));
        Assert.Equal(3, queue.Waiting);
        Assert.InRange(queue.RetryAfter.TotalSeconds, 1, 60);
        classifier.Gate.Release(100);
        Assert.Equal(3, (await first).Count);
    }

    [Fact]
    public async Task Who_has_gone_is_left_out_and_an_error_of_the_network_reaches_those_who_wait()
    {
        using var classifier = new SlowClassifier();
        using var queue = new InferenceQueue(classifier, ImageDecoders.Default, new() { Workers = 1, LargestBatch = 1 }, 1_000_000);
        using var gone = new CancellationTokenSource();
        var first = queue.PredictAsync([Upload(0)], CancellationToken.None);
        var second = queue.PredictAsync([Upload(1)], gone.Token);
        await gone.CancelAsync();
        classifier.Gate.Release();
        await first;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        classifier.Fails = true;
        classifier.Gate.Release();
        await Assert.ThrowsAsync<InvalidOperationException>(() => queue.PredictAsync([Upload(2)], CancellationToken.None));
        Assert.Equal(0, queue.Waiting);
    }

    [Fact]
    public async Task An_overloaded_service_says_so_within_a_tenth_of_a_second()
    {
        using var classifier = new SlowClassifier();
        using var queue = new InferenceQueue(classifier, ImageDecoders.Default, new() { Workers = 1, Capacity = 2 }, 1_000_000);
        await using var service = await RunningService.StartAsync(builder => builder.Services.AddSingleton<IInferenceQueue>(queue));
        var waiting = Enumerable.Range(0, 2).Select(i => service.PredictAsync(("a.png", SyntheticXRay.Png(i)))).ToList();
        while (!queue.IsFull)
            await Task.Delay(10, TestContext.Current.CancellationToken);
        var shortest = TimeSpan.MaxValue; // of several, because others use the processor too
        for (var i = 0; i < 10; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            using var answer = await service.PredictAsync(("b.png", SyntheticXRay.Png(9)));
            shortest = TimeSpan.FromTicks(Math.Min(shortest.Ticks, Stopwatch.GetElapsedTime(begun).Ticks));
            await RunningService.ProblemAsync(answer, 503, "overloaded");
            Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        }
        Assert.InRange(shortest.TotalMilliseconds, 0, 100);
        using var health = await service.Client.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        Assert.Equal(503, (int)health.StatusCode);
        classifier.Gate.Release(100);
        foreach (var answer in await Task.WhenAll(waiting))
            Assert.True(answer.IsSuccessStatusCode);
    }

    [Fact]
    public void Uploads_share_the_memory_that_there_is()
    {
        var budget = new ByteBudget(100);
        using (budget.Take(60))
        {
            Assert.Throws<OverloadException>(() => budget.Take(41));
            budget.Take(40).Dispose();
        }
        using var all = budget.Take(100);
        Assert.Throws<OverloadException>(() => budget.Take(1));
    }

    private static Upload Upload(int seed) => new($"{seed}.png", SyntheticXRay.Png(seed));

    private sealed class SlowClassifier : IClassifier
    {
        public SemaphoreSlim Gate { get; } = new(0);

        public ConcurrentQueue<int> Batches { get; } = [];

        public bool Fails { get; set; }

        public string Model => "slow";

        public int InputSize => 64;

        public IReadOnlyList<OperatingPoint> OperatingPoints => [];

        public double? NoveltyLimit => null;

        public string? Warning => null;

        public IReadOnlyList<ModelOutput> Classify(ReadOnlySpan<byte> pixels, int count)
        {
            Gate.Wait(TestContext.Current.CancellationToken);
            if (Fails)
                throw new InvalidOperationException("no");
            Batches.Enqueue(count);
            return [.. Enumerable.Range(0, count).Select(_ => new ModelOutput([0.1f, 0.8f, 0.1f], [], 0, 0, null))];
        }

        public void Dispose() => Gate.Dispose();
    }
}
