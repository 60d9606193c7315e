using CovidCxr.Core;
using CovidCxr.Datasets.Duplicates;
using CovidCxr.Datasets.Sources;
using CovidCxr.Datasets.Splitting;
using CovidCxr.Datasets.Tests.Sources;

namespace CovidCxr.Datasets.Tests.Splitting;

/// <summary>Images without pixels, for the rules about labels, groups and splits.</summary>
internal static class SyntheticImages
{
    /// <summary>A collection as of COVID-19: undivided, of 2020.</summary>
    public static SyntheticSource Adults { get; } = new() { Name = "adults", SplitPolicy = SplitPolicy.DrawnTest };

    /// <summary>A collection as of children: divided as published, of 2018.</summary>
    public static SyntheticSource Children { get; } = new() { Name = "children", SplitPolicy = SplitPolicy.Published, Released = 2018 };

    /// <summary>Any control.</summary>
    public static Label Control { get; } = Label.Control("SARS");

    /// <summary>An image of <see cref="Adults"/>.</summary>
    public static PlacedImage Adult(Label label, string group, int sameXRay) => Of(Adults, label, group, sameXRay);

    /// <summary>An image of <see cref="Children"/>.</summary>
    public static PlacedImage Child(Finding finding, string group, int sameXRay, DatasetSplit published)
        => Of(Children, Label.Of(finding), group, sameXRay, published);

    /// <summary>An image of a collection.</summary>
    public static PlacedImage Of(ISource source, Label label, string group, int sameXRay, DatasetSplit? published = null)
    {
        var finding = label.Class?.Name() ?? "SARS";
        var image = new SourceImage(source, "", $"{sameXRay}", finding, label, group, "PA", "", "", "", "", published);
        return new PlacedImage(new HashedImage(image, 1, 1, "", [new PerceptualHash(0, 0, 0, 0)], "", ""), group, sameXRay);
    }

    /// <summary>Draws two collections: groups of 1 to 7 images, some across classes and published splits.</summary>
    public static List<PlacedImage> Random(int seed)
    {
        var random = new Random(seed);
        var images = new List<PlacedImage>();
        for (var group = 0; group < 150; group++)
        {
            var kindOfGroup = random.Next(4);
            var splitOfGroup = random.Next(4) == 0 ? DatasetSplit.Test : DatasetSplit.Train;
            for (var i = random.Next(1, 8); i > 0; i--)
            {
                var kind = random.Next(20) == 0 ? random.Next(4) : kindOfGroup;
                var label = kind == 3 ? Control : Label.Of((Finding)kind);
                images.Add(kind is 0 or 3
                    ? Adult(label, $"g{group:000}", images.Count)
                    : Child((Finding)kind, $"g{group:000}", images.Count, random.Next(20) == 0 ? DatasetSplit.Test : splitOfGroup));
            }
        }

        return images;
    }
}
