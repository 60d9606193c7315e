using CovidCxr.Core.ModelCards;
using CovidCxr.Core.Storage;
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
    public void Any_number_of_images_is_classified_in_order(int count)
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
                for (var cell = 0; cell < Area; cell++)
                    Assert.Equal(TinyModel.Weights[k] * image[cell], output.Maps[(k * Area) + cell], 1e-4);
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
    public void The_model_is_named_by_card_and_content()
    {
        var path = folder.Write(TinyModel.Build());
        using var model = OnnxClassifier.Open(path);
        Assert.Equal($"tiny 1.2.3 {FileFingerprint.Of(path)}", model.Model);
        Assert.Equal((TinyModel.Size, 200.0), (model.InputSize, model.NoveltyLimit));
        Assert.Equal(TinyModel.Card.Calibration.OperatingPoints, model.OperatingPoints);
    }

    [Fact]
    public void The_card_is_the_one_that_was_written()
    {
        using var model = OnnxClassifier.Open(folder.Write(TinyModel.Build()), threads: 1);
        Assert.Equal(ModelCardJson.Write(TinyModel.Card), ModelCardJson.Write(model.Card));
        Assert.Equal(TinyModel.Card.Calibration.OperatingPoints, model.Card.Calibration.OperatingPoints);
    }

    [Theory]
    [InlineData(Area - 1, 1)]
    [InlineData(Area, 2)]
    [InlineData(0, -1)]
    public void A_wrong_number_of_pixels_is_refused(int pixels, int count)
    {
        using var model = OnnxClassifier.Open(folder.Write(TinyModel.Build()), threads: 1);
        Assert.Throws<ArgumentException>(() => model.Classify(new byte[pixels], count));
    }

    [Fact]
    public void Several_threads_may_classify_at_once()
    {
        using var model = OnnxClassifier.Open(folder.Write(TinyModel.Build()), threads: 1);
        Parallel.For(0, 50, i =>
        {
            var output = model.Classify([.. Enumerable.Repeat((byte)i, Area)], 1)[0];
            Assert.Equal(i, output.Novelty!.Value, 1e-3);
        });
    }
}
