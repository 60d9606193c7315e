using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;
using CovidCxr.Imaging.Files;
using CovidCxr.Inference.Heatmaps;
using CovidCxr.Inference.Pipeline;
using Xunit;

namespace CovidCxr.Inference.Tests.Pipeline;

/// <summary>A new format needs only a decoder in the list: pipeline and heat maps know no format.</summary>
public sealed class OtherFormatTests : IDisposable
{
    private const int Side = 40;

    private static readonly ImageDecoders Decoders = new(new TextImageDecoder(), new VipsImageDecoder());

    private readonly TemporaryFolder folder = new();
    private readonly FakeClassifier classifier = new();

    public void Dispose()
    {
        classifier.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Files_of_all_formats_are_predicted_and_drawn_whatever_their_names()
    {
        // Both are of one gray value, 100 and 200 of 255; the names are the wrong way round.
        folder.Write("a.png", TextImageDecoder.Encode([.. Enumerable.Repeat((ushort)(100 * 257), Side * Side)], Side));
        folder.Write("b.gray", PngWriter.Encode([.. Enumerable.Repeat((byte)200, Side * Side)], Side, Side));
        var files = new ImageSearch(Decoders.Extensions).Find([folder.Path]);
        var maps = HeatmapFolder.Open(folder["maps"], classifier, Decoders);
        var pipeline = new PredictionPipeline(classifier, new PredictionOptions { Decoders = Decoders, OnPredicted = maps.Write });
        var predictions = pipeline.Run(maps.Name(files), default).ToList();

        Assert.All(predictions, prediction => Assert.Null(prediction.Error));
        Assert.Equal([100 / 255.0, 200 / 255.0], predictions.Select(p => Math.Round(p.Probabilities![(int)Finding.Pneumonia], 6)), Close);
        foreach (var (name, gray) in new[] { ("a", 100), ("b", 200) })
        {
            // Where the map is weak, the drawing is the X-ray.
            var drawn = Decoders.ReadGray(Path.Combine(folder["maps"], $"{name}.png"), 640, 688);
            Assert.Contains((byte)gray, drawn);
            Assert.True(File.Exists(Path.Combine(folder["maps"], $"{name}.map.png")));
        }
    }

    [Fact]
    public void The_error_names_the_formats_of_the_list()
    {
        var file = folder.Write("notes.txt", "patientid,finding\n"u8.ToArray());
        const string remedy = "whatever its name says; convert it or leave it out";
        Assert.Equal($"{file} is not a gray text, JPEG, PNG, TIFF, WebP or GIF image, {remedy}", Error(Decoders, file));
        Assert.Equal($"{file} is not a gray text image, {remedy}", Error(new(new TextImageDecoder()), file));

        var text = folder.Write("a.gray", TextImageDecoder.Encode(new ushort[Side * Side], Side));
        Assert.Contains("is not a JPEG, PNG, TIFF, WebP or GIF image", Error(ImageDecoders.Default, text));
    }

    [Fact]
    public void The_limits_hold_for_every_format()
    {
        var file = folder.Write("small.gray", TextImageDecoder.Encode(new ushort[20 * 20], 20));
        Assert.Contains("is 20 x 20 pixels, smaller than 32 on a side", Error(Decoders, file));
    }

    private static bool Close(double a, double b) => Math.Abs(a - b) < 1e-6;

    private string Error(ImageDecoders decoders, string file) =>
        new PredictionPipeline(classifier, new PredictionOptions { Decoders = decoders }).Run([file], default).Single().Error!;
}
