using CovidCxr.Datasets.Building;
using CovidCxr.Datasets.Splitting;
using Xunit;

namespace CovidCxr.Datasets.Tests;

/// <summary>Checks the known numbers of the real collections; skipped if they are missing.</summary>
[Trait("Speed", "slow")]
public sealed class RealDataTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_real_collections_give_the_known_numbers()
    {
        var sources = Sources();
        Assert.SkipWhen(sources is null, "the real collections are missing: no folder shared/data beside the repository");
        var options = new DatasetBuildOptions { Sources = sources, Out = folder["dataset"] };
        var info = DatasetBuilder.Build(options, null, TestContext.Current.CancellationToken);
        var images = Dataset.Open(folder["dataset"]).Images;

        Assert.Equal([484, 1583, 4273, 6340], DatasetTables.Table1(info).Select(row => row.BeforeRemovals));
        Assert.Equal([100, 242, 398, 740], DatasetTables.Table1(info).Select(row => row.Test));
        Assert.All(
            images.Where(image => image.Split != DatasetSplit.Controls).GroupBy(image => image.Group),
            group => Assert.Single(group.Select(image => image.Split).Distinct()));

        var originals = images.ToDictionary(image => $"{image.Source} {image.Original}");
        // Known copies under two patients: recompressed, and with the border cut off.
        (string, string)[] copies =
        [
            (
                "cohen images/16660_2_1.jpg",
                "cohen images/covid-19-rapidly-progressive-acute-respiratory-distress-syndrome-ards-admission.jpg"),
            ("figure1 images/COVID-00022.jpg", "cohen images/9C34AF49-E589-44D5-92D3-168B3B04E4A6.jpeg"),
            ("cohen images/2-chest-filmc.jpg", "cohen images/7-fatal-covid19.jpg"),
            ("cohen images/A7E260CE-8A00-4C5F-A7F5-27336527A981.jpeg", "cohen images/case_76_1-3.png"),
            ("cohen images/AR-1.jpg", "cohen images/extubation-1.jpg"),
        ];
        Assert.All(copies, copy => Assert.Equal(originals[copy.Item1].Group, originals[copy.Item2].Group));
        // The image of Figure 1 that Kermany had published before.
        Assert.DoesNotContain("figure1 images/COVID-00020.jpg", originals.Keys);
        Assert.Equal(
            [new RemovedCount("COVID-19", RemovalReason.OlderThanCovid, 1)],
            info.Removed.Where(removed => removed.Class != "control"));
    }

    private static string? Sources()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (Directory.Exists(Path.Combine(at.FullName, "shared", "data", "chest_xray")))
                return Path.Combine(at.FullName, "shared", "data");
        return null;
    }
}
