using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;
using CovidCxr.Imaging.Phantoms;
using CovidCxr.Inference.Heatmaps;
using CovidCxr.Inference.Pipeline;
using NetVips;
using Xunit;

namespace CovidCxr.Inference.Tests.Heatmaps;

public sealed class HeatmapTests : IDisposable
{
    private static readonly PhantomPlan Plan = Samples.All[0];
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_stretched_map_keeps_its_cells_and_reaches_from_black_to_white()
    {
        var map = HeatMap.Of([-5, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0], 4, 3);
        var pixels = map.Stretch(400, 300);
        Assert.Equal(255, pixels.Max());
        Assert.Equal(0, pixels.Min());
        Assert.InRange(pixels[(150 * 400) + 150], 250, 255); // the center of the second cell of the second row
        Assert.Equal(0, pixels[(50 * 400) + 350]);
        Assert.Equal([0, 0, 0, 0, 0, 255, 0, 0, 0, 0, 0, 0], map.Stretch(4, 3).Select(value => (int)value));
    }

    [Fact]
    public void A_map_is_black_if_nothing_speaks_for_the_class() =>
        Assert.All(HeatMap.Of([-1, -2, 0, float.NaN], 2, 2).Stretch(10, 10), value => Assert.Equal(0, value));

    [Fact]
    public void The_models_own_map_of_the_winning_class_is_drawn()
    {
        // COVID-19 wins; its map is strong at the top right, the others elsewhere.
        float[] maps = [0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0];
        using var classifier = new FakeClassifier { Answer = _ => new ModelOutput([0.9f, 0.05f, 0.05f], maps, 2, 2, null) };
        folder.Write("xray.png", PngWriter.Encode(ChestPhantom.Draw(Plan), Plan.Width, Plan.Height));
        Predict(classifier, "xray.png");

        Assert.Equal(["xray.map.png", "xray.png"], FilesIn("maps"));
        using var map = Image.NewFromFile(Path.Combine(folder["maps"], "xray.map.png"));
        Assert.Equal((Plan.Width, Plan.Height, 1, Enums.BandFormat.Uchar), (map.Width, map.Height, map.Bands, map.Format));
        Assert.InRange(map.Getpoint(map.Width - 1, 0)[0], 250, 255);
        var (right, bottom) = (map.Width - 1, map.Height - 1);
        Assert.Equal([0, 0, 0], new[] { (0, 0), (0, bottom), (right, bottom) }.Select(at => (int)map.Getpoint(at.Item1, at.Item2)[0]));
        Assert.Single(classifier.Batches);
    }

    [Fact]
    public void The_image_is_the_x_ray_colored_where_the_map_is_strong_with_a_legend_below()
    {
        var encoded = PngWriter.Encode(ChestPhantom.Draw(Plan), Plan.Width, Plan.Height);
        var size = HeatmapImage.SizeFor(new ImageSize(Plan.Width, Plan.Height));
        var (width, height) = (size.Width, size.Height);
        Assert.Equal(((int)Math.Round(Plan.Width * 640.0 / Plan.Height), 640), (width, height));
        var gray = ImageDecoders.Default.ReadGray(encoded, "a", width, height);
        var drawn = HeatmapImage.Draw(gray, size, HeatMap.Of([1, 0, 0, 0], 2, 2), Finding.Pneumonia, 0.873);
        using var image = Image.NewFromBuffer(drawn);
        Assert.Equal((width, height + 48, 3), (image.Width, image.Height, image.Bands));

        using var xray = image.ExtractArea(0, 0, width, height);
        Assert.InRange(Redness(xray.ExtractArea(0, 0, width / 4, height / 4)), 60, 255);
        Assert.Equal(0, Redness(xray.ExtractArea(width * 3 / 4, 0, width / 4, height)), 1.0);
        // Beside the map, the X-ray is unchanged.
        Assert.Equal(gray[(600 * width) + width - 40], image.Getpoint(width - 40, 600)[0], 1.0);

        // The legend changes with the probability, and its bar ends in red.
        Assert.NotEqual(drawn, HeatmapImage.Draw(gray, size, HeatMap.Of([1, 0, 0, 0], 2, 2), Finding.Pneumonia, 0.874));
        var referred = HeatmapImage.Draw(gray, size, HeatMap.Of([1, 0, 0, 0], 2, 2), Finding.Pneumonia, 0.873, ["inverted"]);
        Assert.True(ImageDecoders.Default.ReadSize(referred, "map").Height > ImageDecoders.Default.ReadSize(drawn, "map").Height);
        using var bar = image.ExtractArea(width - 100, height + 20, 20, 8);
        Assert.InRange(Redness(bar), 60, 255);
        using var text = image.ExtractArea(0, height, width / 2, 48);
        Assert.Equal(255, text.Max());
    }

    [Theory]
    [InlineData(100, 700)]
    [InlineData(3000, 500)]
    public void Small_and_large_x_rays_become_images_of_a_handy_size(int width, int height)
    {
        var size = HeatmapImage.SizeFor(new ImageSize(width, height));
        var gray = new byte[size.Width * size.Height];
        using var image = Image.NewFromBuffer(HeatmapImage.Draw(gray, size, HeatMap.Of([1], 1, 1), Finding.Covid19, 1));
        Assert.InRange(Math.Max(image.Width, image.Height - 48), 640, 1024);
        Assert.InRange(image.Width, 480, 1024); // wide enough for the legend
    }

    [Fact]
    public void A_network_without_maps_is_asked_again_with_each_part_covered()
    {
        // It looks at one pixel only: three quarters down, a quarter across.
        const int side = 40;
        static float Lit(byte[] image) => image[(30 * side) + 10] / 255f;
        using var classifier = new FakeClassifier
        {
            InputSize = side,
            Answer = image => FakeClassifier.Says(0, 1 - Lit(image), Lit(image)),
        };
        var pixels = new byte[side * side];
        for (var y = 28; y < 33; y++)
            pixels.AsSpan((y * side) + 8, 5).Fill(250);
        folder.Write("spot.png", PngWriter.Encode(pixels, side, side));
        Predict(classifier, "spot.png");

        var map = ImageDecoders.Default.ReadGray(Path.Combine(folder["maps"], "spot.map.png"), side, side);
        Assert.InRange(map[(30 * side) + 10], 200, 255);
        Assert.Equal(0, map[(10 * side) + 30]);
        Assert.Equal(101, classifier.Batches.Sum()); // the image itself and a hundred covered ones
        Assert.Equal(5, classifier.Batches.Count);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_named()
    {
        using var classifier = new FakeClassifier();
        folder.Write("file", []);
        var below = folder["file/maps"];
        var message = Assert.Throws<InputException>(() => HeatmapFolder.Open(below, classifier, ImageDecoders.Default)).Message;
        Assert.StartsWith($"--heatmaps {below}: cannot be written", message);
    }

    private void Predict(FakeClassifier classifier, string name)
    {
        var maps = HeatmapFolder.Open(folder["maps"], classifier, ImageDecoders.Default);
        var pipeline = new PredictionPipeline(classifier, new PredictionOptions { OnPredicted = maps.Write });
        Assert.Single(pipeline.Run(maps.Name([new(folder[name])]), default));
    }

    private string[] FilesIn(string inner) =>
        [.. Directory.GetFiles(folder[inner]).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private static double Redness(Image image) => image.ExtractBand(0).Avg() - image.ExtractBand(2).Avg();
}
