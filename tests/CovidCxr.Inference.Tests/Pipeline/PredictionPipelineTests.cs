using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;
using CovidCxr.Inference.Pipeline;
using Xunit;

namespace CovidCxr.Inference.Tests.Pipeline;

public sealed class PredictionPipelineTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Predictions_come_in_the_order_of_the_files(int threads)
    {
        // Every seventh file is large, so that later ones are ready before it.
        var files = Enumerable.Range(0, 150).Select(i => Draw($"{i}.png", i, i % 7 == 0 ? 700 : 40)).ToList();
        using var classifier = new FakeClassifier();
        var predictions = new PredictionPipeline(classifier, new PredictionOptions { Threads = threads }).Run(files, default).ToList();

        Assert.Equal(files, predictions.Select(p => p.File));
        Assert.All(predictions.Index(), p => Assert.Equal(p.Index / 255.0, p.Item.Probabilities![(int)Finding.Pneumonia], 1e-6));
        Assert.All(predictions, p => Assert.Equal(classifier.Model, p.Model));
        Assert.Equal(150, classifier.Batches.Sum());
        Assert.Equal(1, classifier.Batches.Min()); // the first answer does not wait for others
        Assert.InRange(classifier.MostAtOnce, 1, threads);
    }

    [Fact]
    public void An_unreadable_file_has_an_error_and_the_rest_is_predicted()
    {
        var files = new[] { Draw("a.png", 10), folder["missing.png"], folder.Write("empty.png", []), Draw("b.png", 20) };
        using var classifier = new FakeClassifier();
        var predictions = new PredictionPipeline(classifier, new PredictionOptions()).Run(files, default).ToList();

        Assert.Equal(files, predictions.Select(p => p.File));
        Assert.Equal([false, true, true, false], predictions.Select(p => p.Error is not null));
        Assert.Contains("missing.png does not exist", predictions[1].Error);
        Assert.Null(predictions[2].Class);
        Assert.True(predictions[2].Refer);
        Assert.Equal(2, classifier.Batches.Sum());
    }

    [Fact]
    public void Files_are_read_ahead_only_a_little()
    {
        var file = Draw("a.png", 1);
        var asked = 0;
        IEnumerable<string> Endless()
        {
            while (true)
            {
                Interlocked.Increment(ref asked);
                yield return file;
            }
        }
        using var classifier = new FakeClassifier();
        var first = new PredictionPipeline(classifier, new PredictionOptions { Threads = 2 }).Run(Endless(), default).Take(100).ToList();
        Assert.Equal(100, first.Count);
        Assert.InRange(asked, 100, 100 + 300);
    }

    [Fact]
    public void A_caller_that_stops_early_may_dispose_of_the_network()
    {
        var file = Draw("a.png", 1);
        var classifier = new FakeClassifier
        {
            Answer = _ =>
            {
                Thread.Sleep(5);
                return FakeClassifier.Says(0, 1, 0);
            },
        };
        using (classifier)
        {
            var pipeline = new PredictionPipeline(classifier, new PredictionOptions { Threads = 4 });
            Assert.Single(pipeline.Run(Enumerable.Repeat(file, 500), default).Take(1));
        }
        Assert.False(classifier.DisposedInUse);
    }

    [Fact]
    public void A_network_or_a_list_that_fails_stops_it_with_its_own_error()
    {
        var file = Draw("a.png", 1);
        using var broken = new FakeClassifier { Answer = _ => throw new InvalidOperationException("out of order") };
        var failing = new PredictionPipeline(broken, new PredictionOptions()).Run([file], default);
        Assert.Equal("out of order", Assert.Throws<InvalidOperationException>(() => failing.ToList()).Message);

        using var classifier = new FakeClassifier();
        var list = Enumerable.Range(0, 40).Select(i => i < 30 ? file : throw new IOException("list ended badly"));
        var ending = new PredictionPipeline(classifier, new PredictionOptions()).Run(list, default);
        Assert.Equal("list ended badly", Assert.Throws<IOException>(() => ending.ToList()).Message);
    }

    [Fact]
    public async Task A_caller_that_stops_once_everything_is_predicted_is_not_kept_waiting()
    {
        using var classifier = new FakeClassifier();
        var files = Enumerable.Repeat(Draw("a.png", 1), 12).ToList();
        var reading = Task.Run(() =>
        {
            foreach (var _ in new PredictionPipeline(classifier, new PredictionOptions()).Run(files, default))
            {
                SpinWait.SpinUntil(() => classifier.Batches.Sum() == files.Count, TimeSpan.FromSeconds(30));
                Thread.Sleep(100);
                break;
            }
        }, TestContext.Current.CancellationToken);
        await reading.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    [Fact]
    public void It_can_be_canceled()
    {
        using var cancel = new CancellationTokenSource();
        using var classifier = new FakeClassifier();
        var seen = 0;
        var files = Enumerable.Repeat(Draw("a.png", 1), 100_000);
        Assert.ThrowsAny<OperationCanceledException>(() =>
        {
            foreach (var _ in new PredictionPipeline(classifier, new PredictionOptions()).Run(files, cancel.Token))
                if (++seen == 5)
                    cancel.Cancel();
        });
        Assert.InRange(seen, 5, 1000);
    }

    [Fact]
    public void Operating_points_are_ordered_by_finding_and_threshold()
    {
        using var classifier = new FakeClassifier
        {
            Answer = _ => FakeClassifier.Says(0.3f, 0.1f, 0.6f),
            OperatingPoints =
            [
                new("specificity 0.95", Finding.Pneumonia, 0.4, 0.9, 0.95),
                new("sensitivity 0.95", Finding.Pneumonia, 0.6, 0.95, 0.9),
                new("sensitivity 0.95", Finding.Covid19, 0.2, 0.95, 0.9),
                new("specificity 0.95", Finding.Normal, 0.5, 0.9, 0.95),
            ],
        };
        var prediction = new PredictionPipeline(classifier, new PredictionOptions()).Run([Draw("a.png", 1)], default).Single();
        Assert.Equal(
            [(Finding.Covid19, "sensitivity 0.95"), (Finding.Pneumonia, "specificity 0.95"), (Finding.Pneumonia, "sensitivity 0.95")],
            prediction.OperatingPoints.Select(point => (point.Finding, point.Name)));
        Assert.Equal(1, prediction.Probabilities!.Sum(), 1e-12);
    }

    // An image of one gray value, by which the fake network answers.
    private string Draw(string name, int gray, int side = 40) =>
        folder.Write(name, PngWriter.Encode([.. Enumerable.Repeat((byte)gray, side * side)], side, side));
}
