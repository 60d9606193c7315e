using CovidCxr.Core;
using CovidCxr.Datasets.Duplicates;
using CovidCxr.Datasets.Sources;
using CovidCxr.Datasets.Splitting;

namespace CovidCxr.Datasets.Tests.Splitting;

/// <summary>Pictures without pixels, for the rules about labels, groups and splits.</summary>
internal static class PlacedImages
{
    /// <summary>An image of a class, or a control.</summary>
    public static PlacedImage Of(Label label, string group, int sameXRay, PublishedSplit published = PublishedSplit.None)
    {
        var image = new SourceImage("x", "", $"{sameXRay}", label.Class?.Name() ?? "SARS", label, group, "PA", "", "", "", "", published);
        return new PlacedImage(new HashedImage(image, 1, 1, "", [new PerceptualHash(0, 0, 0, 0)], "", ""), group, sameXRay);
    }

    /// <summary>A collection drawn by lot: groups of 1 to 7 pictures, some across classes and published parts.</summary>
    public static List<PlacedImage> Random(int seed)
    {
        var random = new Random(seed);
        var images = new List<PlacedImage>();
        for (var group = 0; group < 150; group++)
        {
            var classOfGroup = random.Next(4);
            var part = random.Next(4) == 0 ? PublishedSplit.Test : PublishedSplit.Train;
            for (var i = random.Next(1, 8); i > 0; i--)
            {
                var kind = random.Next(20) == 0 ? random.Next(4) : classOfGroup;
                var label = kind == 3 ? Label.Control("SARS") : Label.Of((Finding)kind);
                var published = kind is 0 or 3 ? PublishedSplit.None : random.Next(20) == 0 ? PublishedSplit.Test : part;
                images.Add(Of(label, $"g{group:000}", images.Count, published));
            }
        }

        return images;
    }
}
