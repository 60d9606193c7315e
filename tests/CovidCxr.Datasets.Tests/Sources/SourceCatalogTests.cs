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
        Assert.Equal(["cohen", "figure1", "actualmed", "kermany"], SourceCatalog.All.Select(source => source.Name));
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
        Assert.All(SourceCatalog.All, source => Assert.Contains(source.FolderName, message));
        Assert.DoesNotContain('\n', message);
    }
}
