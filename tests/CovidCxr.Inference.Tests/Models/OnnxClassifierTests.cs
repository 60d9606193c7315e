using CovidCxr.Core.Metrics;
using CovidCxr.Core.ModelCards;
using CovidCxr.Inference.Models;
using Xunit;

namespace CovidCxr.Inference.Tests.Models;

public sealed class OnnxClassifierTests : IDisposable
{
    private const int Area = TinyModel.Size * TinyModel.Size;
    private readonly ModelFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(131)] // more than one run of the graph takes
    public void Scores_any_number_of_images_in_their_order(int count)
    {
        using var model = OnnxClassifier.Open(folder.Write(TinyModel.Build()), threads: 2);
        var pixels = new byte[count * Area];
        new Random(1).NextBytes(pixels);
        var outputs = model.Classify(pixels, count);

        Assert.Equal(count, outputs.Count);
        for (var i = 0; i < count; i++)
        {
            var image = pixels[(i * Area)..((i + 1) * Area)];
            var mean = image.Average(value => (double)value);
            var output = outputs[i];
            Assert.Equal((TinyModel.Size, TinyModel.Size), (output.MapWidth, output.MapHeight));
            Assert.Equal(mean, output.Novelty!.Value, 1e-3);
            for (var k = 0; k < 3; k++)
            {
                Assert.Equal(TinyModel.Probabilities(mean)[k], output.Probabilities[k], 1e-5);
                Assert.Equal(TinyModel.Weights[k] * mean, output.Scores[k], 1e-4);
                for (var place = 0; place < Area; place++)
                    Assert.Equal(TinyModel.Weights[k] * image[place], output.Maps[(k * Area) + place], 1e-4);
            }
        }
    }

    [Fact]
    public void A_graph_without_maps_and_novelty_gives_none()
    {
        var proto = TinyModel.Build(TinyModel.Card with { NoveltyLimit = null });
        proto.Graph.Output.RemoveAt(3);
        proto.Graph.Output.RemoveAt(2);
        using var model = OnnxClassifier.Open(folder.Write(proto), threads: 1);
        Assert.False(model.HasMaps || model.HasNovelty);
        var output = Assert.Single(model.Classify(new byte[Area], 1));
        Assert.Equal((0, 0, 0, null), (output.Maps.Length, output.MapWidth, output.MapHeight, output.Novelty));
        Assert.Equal(1, output.Probabilities.Sum(), 1e-6);
    }

    [Fact]
    public void The_card_is_what_was_written()
    {
        using var model = OnnxClassifier.Open(folder.Write(TinyModel.Build()), threads: 1);
        Assert.Equal(Core.ModelCards.ModelCardJson.Write(TinyModel.Card), Core.ModelCards.ModelCardJson.Write(model.Card));
        Assert.Equal(TinyModel.Card.Calibration.OperatingPoints, model.Card.Calibration.OperatingPoints);
    }

    [Theory]
    [InlineData(Area - 1, 1)]
    [InlineData(Area, 2)]
    [InlineData(0, -1)]
    public void Pixels_that_are_not_the_images_are_refused(int pixels, int count)
    {
        using var model = OnnxClassifier.Open(folder.Write(TinyModel.Build()), threads: 1);
        Assert.Throws<ArgumentException>(() => model.Classify(new byte[pixels], count));
    }

    [Fact]
    public void Several_threads_may_score_at_once()
    {
        using var model = OnnxClassifier.Open(folder.Write(TinyModel.Build()), threads: 1);
        Parallel.For(0, 50, i =>
        {
            var output = model.Classify([.. Enumerable.Repeat((byte)i, Area)], 1)[0];
            Assert.Equal(i, output.Novelty!.Value, 1e-3);
        });
    }
}
