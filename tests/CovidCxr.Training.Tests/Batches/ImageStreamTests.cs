using CovidCxr.Core;
using CovidCxr.Training.Batches;
using Xunit;

namespace CovidCxr.Training.Tests.Batches;

public class ImageStreamTests
{
    [Fact]
    public void Keeps_the_order_and_reports_unreadable_files()
    {
        var random = new Random(0);
        var images = ImageStream.Read(Enumerable.Range(0, 500).Select(i => $"{i}"), name =>
        {
            Thread.SpinWait(random.Next(1000));
            return int.Parse(name) % 7 == 0 ? throw new InputException($"{name} is broken") : [1];
        }, default).ToList();
        Assert.Equal(Enumerable.Range(0, 500).Select(i => $"{i}"), images.Select(image => image.Name));
        Assert.All(images, image => Assert.Equal(int.Parse(image.Name) % 7 == 0 ? $"{image.Name} is broken" : null, image.Error));
    }

    [Fact]
    public void Decodes_only_a_bounded_number_ahead()
    {
        var decoded = 0;
        var images = ImageStream.Read(Enumerable.Repeat("x", 1_000_000), _ => [(byte)Interlocked.Increment(ref decoded)], default);
        Assert.Equal(10, images.Take(10).Count());
        Assert.InRange(decoded, 10, 2000);
    }

    [Fact]
    public void No_worker_decodes_after_the_reader_has_stopped()
    {
        var working = 0;
        var images = ImageStream.Read(Enumerable.Repeat("x", 1_000_000), _ =>
        {
            Interlocked.Increment(ref working);
            Thread.Sleep(5);
            Interlocked.Decrement(ref working);
            return [];
        }, default);
        Assert.Single(images.Take(1));
        Assert.Equal(0, Volatile.Read(ref working));
    }

    [Fact]
    public void An_error_while_listing_files_is_thrown()
    {
        static IEnumerable<string> Names()
        {
            yield return "one";
            throw new InputException("folder holds no image");
        }
        Assert.Throws<InputException>(() => ImageStream.Read(Names(), _ => [], default).ToList());
    }

    [Fact]
    public void Stops_when_canceled()
    {
        using var stop = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() =>
        {
            foreach (var _ in ImageStream.Read(Enumerable.Repeat("x", 1_000_000), _ => [], stop.Token))
                stop.Cancel();
        });
    }

    [Theory]
    [InlineData(100, 0)] // all decoded
    [InlineData(100, 5)]
    [InlineData(1_000_000, 0)] // as many decoded ahead as may be
    [InlineData(1_000_000, 5)]
    public void Ends_when_canceled_while_the_reader_is_busy(int images, int milliseconds)
    {
        for (var round = 0; round < 10; round++)
        {
            using var stop = new CancellationTokenSource();
            var reading = Task.Run(() =>
            {
                foreach (var _ in ImageStream.Read(Enumerable.Repeat("x", images), _ => Decode(milliseconds), stop.Token))
                {
                    Thread.Sleep(10);
                    stop.Cancel();
                }
            });
            var end = Assert.Throws<AggregateException>(() => Assert.True(reading.Wait(TimeSpan.FromSeconds(30)),
                $"hangs in round {round}"));
            Assert.IsType<OperationCanceledException>(end.InnerException, exactMatch: false);
        }
    }

    private static byte[] Decode(int milliseconds)
    {
        Thread.Sleep(milliseconds);
        return [];
    }
}
