using CovidCxr.Inference.Heatmaps;
using Xunit;

namespace CovidCxr.Inference.Tests.Heatmaps;

public sealed class HeatmapNamesTests
{
    [Fact]
    public void Files_of_one_name_get_several()
    {
        var names = new HeatmapNames();
        string[] files = ["ward/a.png", "icu/a.png", "icu/a.jpg", "b.png", "icu/B.png", "ward/a.map.png", "icu_a.png"];
        foreach (var file in files)
            names.Add(file);
        var given = files.Select(names.Take).ToList();
        Assert.Equal(["a", "icu_a", "icu_a-2", "b", "icu_B", "ward_a.map"], given.Take(6));
        Assert.All(files, file => Assert.Null(names.Take(file)));
        // No image and no map takes the name of another one.
        var written = given.SelectMany(name => new[] { $"{name}.png", $"{name}.map.png" }).ToList();
        Assert.Equal(written.Count, written.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void A_file_given_twice_has_one_name()
    {
        var names = new HeatmapNames();
        foreach (var file in new[] { "ward/a.png", "ward/a.png", "icu/a.png" })
            names.Add(file);
        Assert.Equal("a", names.Take("ward/a.png"));
        Assert.Equal("icu_a", names.Take("icu/a.png"));
        // Taken already: the file draws no second image, not even if it comes again later in the list.
        names.Add("ward/a.png");
        Assert.Null(names.Take("ward/a.png"));
    }
}
