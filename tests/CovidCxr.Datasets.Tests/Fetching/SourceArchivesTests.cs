using CovidCxr.Datasets.Sources;
using Xunit;

namespace CovidCxr.Datasets.Tests.Fetching;

public sealed class SourceArchivesTests
{
    [Fact]
    public void The_four_collections_come_over_https_into_folders_of_their_own()
    {
        Assert.Equal(["cohen", "figure1", "actualmed", "kermany"], SourceArchives.All.Select(source => source.Name));
        Assert.Equal(4, SourceArchives.All.Select(source => source.Folder).Distinct().Count());
        Assert.All(SourceArchives.All, source => Assert.Equal("https", source.Url.Scheme));
    }

    [Fact]
    public async Task Kermanys_own_archive_gets_the_third_folder_of_the_edition_that_the_paper_used()
    {
        byte[] picture = [1];
        using var scene = new FetchScene(SyntheticArchive.Zip(
            ("chest_xray/train/NORMAL/IM-0115-0001.jpeg", picture),
            ("chest_xray/train/NORMAL/NORMAL2-IM-1427-0001.jpeg", picture),
            ("chest_xray/train/PNEUMONIA/person1946_bacteria_4874.jpeg", picture),
            ("chest_xray/train/PNEUMONIA/person1_virus_1.jpeg", picture),
            ("chest_xray/test/NORMAL/IM-0001-0001.jpeg", picture),
            ("chest_xray/test/PNEUMONIA/person2_virus_2.jpeg", picture)));
        scene.Source = SourceArchives.All.Single(source => source.Name == "kermany") with { Url = scene.Source.Url };
        await scene.FetchAsync();

        Assert.Equal(["person1946_bacteria_4874.jpeg"], Names("val", "PNEUMONIA"));
        Assert.Equal(["NORMAL2-IM-1427-0001.jpeg"], Names("val", "NORMAL"));
        Assert.Equal(["person1_virus_1.jpeg"], Names("train", "PNEUMONIA"));
        Assert.Equal(["IM-0115-0001.jpeg"], Names("train", "NORMAL"));

        string[] Names(string part, string label) =>
            [.. Directory.GetFiles(Path.Combine(scene.Folder, part, label)).Select(file => Path.GetFileName(file))];
    }
}
