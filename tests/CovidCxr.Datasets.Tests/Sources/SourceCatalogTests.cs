using CovidCxr.Core;
using CovidCxr.Datasets.Sources;
using Xunit;

namespace CovidCxr.Datasets.Tests.Sources;

public sealed class SourceCatalogTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void All_are_found_by_their_layout_whatever_the_folders_are_called()
    {
        SyntheticCollections.Cohen(folder, "x/a-master");
        SyntheticCollections.Figure1(folder, "x/b/inner");
        SyntheticCollections.Actualmed(folder, "x/c");
        SyntheticCollections.Kermany(folder, "x/d");
        var catalog = SourceCatalog.Find(folder["x"]);
        Assert.Equal(["cohen", "figure1", "actualmed", "kermany"], catalog.Found);
        Assert.Empty(catalog.Missing);
        Assert.Empty(catalog.Notes);
    }

    [Fact]
    public void Every_collection_has_a_name_a_folder_and_an_https_address_of_its_own()
    {
        Assert.Equal(["cohen", "figure1", "actualmed", "kermany"], SourceCatalog.Paper.Select(source => source.Name));
        Assert.Equal(SourceCatalog.Paper, SourceCatalog.All.Take(4)); // the builder relies on it
        Assert.Distinct(SourceCatalog.All.Select(source => source.Name));
        Assert.Distinct(SourceCatalog.All.Select(source => source.FolderName));
        Assert.Distinct(SourceCatalog.All.Select(source => source.Archive.Url));
        Assert.All(SourceCatalog.All, source => Assert.Equal("https", source.Archive.Url.Scheme));
    }

    [Fact]
    public void A_collection_may_be_given_itself()
    {
        SyntheticCollections.Kermany(folder);
        Assert.Equal(["kermany"], SourceCatalog.Find(folder["chest_xray"]).Found);
    }

    [Fact]
    public void Missing_collections_are_named()
    {
        SyntheticCollections.Actualmed(folder);
        var catalog = SourceCatalog.Find(folder.Path);
        Assert.Equal(["cohen", "figure1", "kermany"], catalog.Missing);
        Assert.All(catalog.Missing.Zip(catalog.Notes), pair => Assert.StartsWith($"{pair.First} is missing", pair.Second));
    }

    [Fact]
    public void A_second_copy_is_not_read_twice_and_is_named()
    {
        SyntheticCollections.Kermany(folder, "a-copy");
        SyntheticCollections.Kermany(folder, "chest_xray");
        var catalog = SourceCatalog.Find(folder.Path);
        Assert.Equal(74, catalog.Read(TestContext.Current.CancellationToken).Images.Count);
        Assert.Contains(
            "a-copy is a second copy of kermany and was not read: it has 74 readable images, chest_xray has 74", catalog.Notes);
    }

    [Fact]
    public void What_an_archive_of_macos_carries_along_is_no_copy()
    {
        SyntheticCollections.Kermany(folder, "s/chest_xray");
        foreach (var file in Directory.GetFiles(folder["s/chest_xray"], "*.jpeg", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(folder["s"], file);
            folder.Write($"s/__MACOSX/{Path.GetDirectoryName(name)}/._{Path.GetFileName(name)}", [0, 5, 22, 7]);
            folder.Write($"s/{Path.GetDirectoryName(name)}/._{Path.GetFileName(name)}", [0, 5, 22, 7]);
        }
        var catalog = SourceCatalog.Find(folder["s"]);
        var listing = catalog.Read(TestContext.Current.CancellationToken);
        Assert.Equal((74, 0), (listing.Images.Count, listing.Skipped.Count));
        Assert.Equal(catalog.Missing.Count, catalog.Notes.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("version https://git-lfs.github.com/spec/v1")]
    public void Of_two_copies_the_one_that_really_holds_pictures_is_read(string content)
    {
        SyntheticCollections.Kermany(folder, "s/a-copy");
        foreach (var file in Directory.GetFiles(folder["s/a-copy"], "*.jpeg", SearchOption.AllDirectories).Skip(2))
            folder.Write($"s/chest_xray/{Path.GetRelativePath(folder["s/a-copy"], file)}", System.Text.Encoding.UTF8.GetBytes(content));
        var catalog = SourceCatalog.Find(folder["s"]);
        Assert.All(catalog.Read(TestContext.Current.CancellationToken).Images, image => Assert.Contains("a-copy", image.FilePath));
        Assert.Contains("chest_xray is a second copy of kermany and was not read: it has 0 readable images, a-copy has 74", catalog.Notes);
    }

    [Fact]
    public void A_collection_under_two_names_is_one()
    {
        SyntheticCollections.Kermany(folder, "s/chest_xray");
        Directory.CreateSymbolicLink(folder["s/again"], "chest_xray");
        Directory.CreateSymbolicLink(folder["s/up"], "..");
        Directory.CreateSymbolicLink(folder["s/self"], ".");
        var catalog = SourceCatalog.Find(folder["s"]);
        Assert.Equal(folder["s/chest_xray"], Assert.Single(catalog.Folders));
        Assert.Equal(catalog.Missing.Count, catalog.Notes.Count);
    }

    [Fact]
    public void Links_inside_a_collection_bring_no_image_twice_and_none_into_another_class()
    {
        SyntheticCollections.Kermany(folder);
        Directory.CreateSymbolicLink(folder["chest_xray/train/NORMAL/up"], "..");
        Directory.CreateSymbolicLink(folder["chest_xray/train/NORMAL/ill"], "../PNEUMONIA");
        File.CreateSymbolicLink(folder["chest_xray/train/NORMAL/twin.jpeg"], "IM-0001-0001.jpeg");
        var listing = SourceCatalog.Find(folder.Path).Read(TestContext.Current.CancellationToken);
        Assert.Equal(
            [(Finding.Normal, 27), (Finding.Pneumonia, 47)],
            listing.Images.CountBy(image => image.Label.Class!.Value).Select(count => (count.Key, count.Value)).Order());
        Assert.Equal(("train/NORMAL/twin.jpeg", SkipReason.SecondName), listing.Skipped.Select(file => (file.Original,
            file.Reason)).Single());
        Assert.Equal(
            ["kermany: 2 links lead back to folders that are read already and were not followed, first train/NORMAL/ill"], listing.Notes);
    }

    [Fact]
    public void A_folder_named_as_published_stops_if_its_table_is_another()
    {
        folder.Write("covid-chestxray-dataset-master/metadata.csv", "patient;diagnosis\n1;COVID-19\n"u8.ToArray());
        var message = Assert.Throws<InputException>(() => SourceCatalog.Find(folder.Path)).Message;
        Assert.StartsWith($"{folder["covid-chestxray-dataset-master/metadata.csv"]}, line 1: is not the table of cohen, which needs",
            message);
        Assert.Contains("it has the columns patient, diagnosis", message);
    }

    [Fact]
    public void A_folder_named_as_published_stops_if_its_table_is_gone()
    {
        folder.Write("covid-chestxray-dataset/images/a.png", [1]);
        folder.Write("covid-chestxray-dataset/metadata.xlsx", [1]);
        Assert.Equal(
            $"{folder["covid-chestxray-dataset"]}: has images/ but no metadata.csv; get cohen again",
            Assert.Throws<InputException>(() => SourceCatalog.Find(folder.Path)).Message);
    }

    [Fact]
    public void A_folder_of_images_stops_if_its_table_cannot_be_read()
    {
        SyntheticCollections.Kermany(folder);
        folder.Write("some-copy/metadata.csv", "PK\u0003\u0004"u8.ToArray());
        Assert.Equal(["kermany"], SourceCatalog.Find(folder.Path).Found);
        folder.Write("some-copy/images/a.png", [1]);
        Assert.Contains("is a workbook", Assert.Throws<InputException>(() => SourceCatalog.Find(folder.Path)).Message);
    }

    [Fact]
    public void A_table_of_an_unknown_collection_is_named()
    {
        SyntheticCollections.Kermany(folder);
        folder.Write("photos/metadata.csv", "name,colour\ncat,grey\n"u8.ToArray());
        Assert.Contains(
            "photos/metadata.csv is not the table of a known collection and was not read", SourceCatalog.Find(folder.Path).Notes);
    }

    [Fact]
    public void No_folder() => Refused(folder["none"], "is not an existing folder");

    [Fact]
    public void An_empty_folder() => Refused(folder.Path, "holds none of the collections");

    [Fact]
    public void A_folder_of_something_else()
    {
        folder.Write("photos/images/cat.png", [1]);
        folder.Write("photos/metadata.csv", "name,colour\ncat,grey\n"u8.ToArray());
        Refused(folder.Path, "holds none of the collections");
    }

    private static void Refused(string path, string why)
    {
        var message = Assert.Throws<InputException>(() => SourceCatalog.Find(path)).Message;
        Assert.StartsWith($"--sources {path}: {why}", message);
        Assert.All(SourceCatalog.Paper, source => Assert.Contains(source.FolderName, message));
        Assert.DoesNotContain('\n', message);
    }
}
