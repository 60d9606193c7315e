using CovidCxr.Datasets.Sources;
using Xunit;

namespace CovidCxr.Datasets.Tests.Fetching;

public sealed class KermanyArchiveTests
{
    [Fact]
    public async Task The_publishers_archive_gets_the_validation_folder_of_the_edition_that_the_paper_used()
    {
        byte[] image = [1];
        using var scene = new FetchScene(SyntheticArchive.Zip(
            ("chest_xray/train/NORMAL/IM-0115-0001.jpeg", image),
            ("chest_xray/train/NORMAL/NORMAL2-IM-1427-0001.jpeg", image),
            ("chest_xray/train/PNEUMONIA/person1946_bacteria_4874.jpeg", image),
            ("chest_xray/train/PNEUMONIA/person1_virus_1.jpeg", image),
            ("chest_xray/test/NORMAL/IM-0001-0001.jpeg", image),
            ("chest_xray/test/PNEUMONIA/person2_virus_2.jpeg", image)));
        var kermany = new KermanySource();
        await scene.FetchAsync(scene.Options with { Sources = [kermany], Mirror = scene.Server.Address });

        Assert.Equal(["person1946_bacteria_4874.jpeg"], Names("val", "PNEUMONIA"));
        Assert.Equal(["NORMAL2-IM-1427-0001.jpeg"], Names("val", "NORMAL"));
        Assert.Equal(["person1_virus_1.jpeg"], Names("train", "PNEUMONIA"));
        Assert.Equal(["IM-0115-0001.jpeg"], Names("train", "NORMAL"));

        string[] Names(string part, string type) =>
            [.. Directory.GetFiles(Path.Combine(scene.Out, kermany.FolderName, part, type)).Select(file => Path.GetFileName(file))];
    }
}
