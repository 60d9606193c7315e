using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;
using CovidCxr.Imaging.Phantoms;
using CovidCxr.Inference.Heatmaps;
using CovidCxr.Inference.Pipeline;
using CovidCxr.Testing;
using NetVips;
using Xunit;

namespace CovidCxr.Inference.Tests.Heatmaps;

public sealed class HeatmapTests : IDisposable
{
    private static readonly PhantomPlan Plan = Samples.All[0];
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_map_at_another_size_keeps_its_places_and_reaches_from_black_to_white()
    {
        var map = HeatMap.Of([-5, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0], 4, 3);
        var pixels = map.Stretch(400, 300);
        Assert.Equal(255, pixels.Max());
        Assert.Equal(0, pixels.Min());
        Assert.InRange(pixels[(150 * 400) + 150], 250, 255); // the middle of the second place of the second row
        Assert.Equal(0, pixels[(50 * 400) + 350]);
        Assert.Equal([0, 0, 0, 0, 0, 255, 0, 0, 0, 0, 0, 0], map.Stretch(4, 3).Select(value => (int)value));
    }

    [Fact]
    public void Where_nothing_speaks_for_the_class_the_map_is_black() => Assert.All(HeatMap.Of([-1, -2, 0, float.NaN], 2, 2).Stretch(10, 10), value => Assert.Equal(0, value));

    [Fact]
    public void The_model_s_own_map_of_the_winning_class_is_drawn()
    {
        // COVID-19 wins; its map has its strength at the top right, the others elsewhere.
        using var classifier = new FakeClassifier { Answer = _ => new ModelOutput([0.9f, 0.05f, 0.05f], [0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0], 2, 2, null) };
        Draw(classifier, "xray.png");

        Assert.Equal(["xray.map.png", "xray.png"], Names("maps"));
        using var map = Image.NewFromFile(Path.Combine(folder["maps"], "xray.map.png"));
        Assert.Equal((Plan.Width, Plan.Height, 1, Enums.BandFormat.Uchar), (map.Width, map.Height, map.Bands, map.Format));
        Assert.InRange(map.Getpoint(map.Width - 1, 0)[0], 250, 255);
        Assert.Equal([0, 0, 0], new[] { (0, 0), (0, map.Height - 1), (map.Width - 1, map.Height - 1) }.Select(at => (int)map.Getpoint(at.Item1, at.Item2)[0]));
        Assert.Single(classifier.Batches);
    }

    [Fact]
    public void The_picture_is_the_x_ray_colored_where_the_map_is_strong_with_a_legend_below()
    {
        var size = new ImageSize(Plan.Width, Plan.Height);
        var encoded = PngWriter.Encode(ChestPhantom.Draw(Plan), Plan.Width, Plan.Height);
        var drawn = HeatmapImage.Draw(encoded, "a", size, HeatMap.Of([1, 0, 0, 0], 2, 2), Finding.Pneumonia, 0.873);
        using var picture = Image.NewFromBuffer(drawn);
        Assert.Equal(3, picture.Bands);
        var (width, height) = ((int)Math.Round(Plan.Width * 640.0 / Plan.Height), 640);
        Assert.Equal((width, height), (picture.Width, picture.Height - 48));

        using var xray = picture.ExtractArea(0, 0, width, height);
        Assert.InRange(Redness(xray.ExtractArea(0, 0, width / 4, height / 4)), 60, 255);
        Assert.Equal(0, Redness(xray.ExtractArea(width * 3 / 4, 0, width / 4, height)), 1.0);
        // Beside the map it is the X-ray itself.
        var expected = ImageDecoder.ReadGray(encoded, "a", width, height);
        Assert.Equal(expected[(600 * width) + width - 40], picture.Getpoint(width - 40, 600)[0], 1.0);

        // The legend changes with what it says, and has a bar that ends in red.
        var other = HeatmapImage.Draw(encoded, "a", size, HeatMap.Of([1, 0, 0, 0], 2, 2), Finding.Pneumonia, 0.874);
        Assert.NotEqual(drawn, other);
        using var bar = picture.ExtractArea(width - 100, height + 20, 20, 8);
        Assert.InRange(Redness(bar), 60, 255);
        using var text = picture.ExtractArea(0, height, width / 2, 48);
        Assert.Equal(255, text.Max());
    }

    [Theory]
    [InlineData(100, 700)]
    [InlineData(3000, 500)]
    public void Small_and_large_x_rays_become_pictures_of_a_handy_size(int width, int height)
    {
        var encoded = PngWriter.Encode(new byte[width * height], width, height);
        using var picture = Image.NewFromBuffer(HeatmapImage.Draw(encoded, "a", new ImageSize(width, height), HeatMap.Of([1], 1, 1), Finding.Covid19, 1));
        Assert.InRange(Math.Max(picture.Width, picture.Height - 48), 640, 1024);
        Assert.InRange(picture.Width, 480, 1024); // wide enough for the legend
    }

    [Fact]
    public void A_network_without_maps_is_asked_what_it_says_without_each_part()
    {
        // It looks at one place only: three quarters down, a quarter across.
        const int side = 40;
        using var classifier = new FakeClassifier
        {
            InputSize = side,
            Answer = image => FakeClassifier.Says(0, 1 - Lit(image), Lit(image)),
        };
        static float Lit(byte[] image) => image[(30 * side) + 10] / 255f;
        var pixels = new byte[side * side];
        for (var y = 28; y < 33; y++)
            pixels.AsSpan((y * side) + 8, 5).Fill(250);
        folder.Write("spot.png", PngWriter.Encode(pixels, side, side));
        Draw(classifier, "spot.png", draw: false);

        var map = ImageDecoder.ReadGray(Path.Combine(folder["maps"], "spot.map.png"), side, side);
        Assert.InRange(map[(30 * side) + 10], 200, 255);
        Assert.Equal(0, map[(10 * side) + 30]);
        Assert.Equal(101, classifier.Batches.Sum()); // itself and a hundred covered ones
        Assert.Equal(5, classifier.Batches.Count);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_named()
    {
        using var classifier = new FakeClassifier();
        folder.Write("file", []);
        var message = Assert.Throws<InputException>(() => HeatmapFolder.Open(folder["file/maps"], classifier)).Message;
        Assert.StartsWith($"--heatmaps {folder["file/maps"]} cannot be written", message);
    }

    private void Draw(FakeClassifier classifier, string name, bool draw = true)
    {
        if (draw)
            folder.Write(name, PngWriter.Encode(ChestPhantom.Draw(Plan), Plan.Width, Plan.Height));
        var maps = HeatmapFolder.Open(folder["maps"], classifier);
        var pipeline = new PredictionPipeline(classifier, new PredictionOptions { OnPredicted = maps.Write });
        Assert.Single(pipeline.Run(maps.Name([folder[name]]), default));
    }

    private string[] Names(string inner) => [.. Directory.GetFiles(folder[inner]).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private static double Redness(Image image) => image.ExtractBand(0).Avg() - image.ExtractBand(2).Avg();
}
