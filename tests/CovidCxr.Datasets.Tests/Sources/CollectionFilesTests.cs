using CovidCxr.Datasets.Sources;
using Xunit;

namespace CovidCxr.Datasets.Tests.Sources;

public sealed class CollectionFilesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public CollectionFilesTests()
    {
        foreach (var name in (string[])["c/b/2.png", "c/b/1.png", "c/a.png", "other/3.png"])
            folder.Write(name, [1]);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Files_are_listed_at_any_depth_in_ordinal_order() => Assert.Equal(["a.png", "b/1.png", "b/2.png"], Files().Names);

    [Fact]
    public void A_folder_that_does_not_exist_is_empty() => Assert.Empty(Files("none").Names);

    [Fact]
    public void What_systems_leave_is_no_file()
    {
        string[] left = [".DS_Store", "._a.png", "Thumbs.db", "desktop.ini", "__MACOSX/a.png", "@eaDir/a.png", ".git/a.png",
            "lost+found/a.png"];
        foreach (var name in left)
            folder.Write($"c/b/{name}", [1]);
        Assert.Equal(3, Files().Names.Count);
    }

    [Theory]
    [InlineData("b/up", "..")]
    [InlineData("b/self", ".")]
    [InlineData("b/top", "../..")]
    [InlineData("b/root", "/")]
    [InlineData("0", "b")] // sorts before the folder that it leads to
    [InlineData("b/inner", "../b")]
    public void A_link_that_leads_back_is_named_and_not_followed(string link, string target)
    {
        Link(link, target, isFolder: true);
        var files = Files();
        Assert.Equal(["a.png", "b/1.png", "b/2.png"], files.Names);
        Assert.Equal([link], files.LeadingBack);
    }

    [Fact]
    public void Links_that_lead_back_by_way_of_another_folder_are_not_followed()
    {
        Link("out", "../other", isFolder: true);
        Directory.CreateSymbolicLink(folder["other/back"], "../c");
        Directory.CreateSymbolicLink(folder["other/round"], "../other");
        var files = Files();
        Assert.Equal(["a.png", "b/1.png", "b/2.png", "out/3.png"], files.Names);
        Assert.Equal(["out/back", "out/round"], files.LeadingBack);
    }

    [Fact]
    public void A_folder_that_is_a_link_is_listed()
    {
        Directory.CreateSymbolicLink(folder["linked"], "c");
        Assert.Equal(["a.png", "b/1.png", "b/2.png"], Files("linked").Names);
    }

    [Fact]
    public void Two_links_to_one_folder_are_followed_once()
    {
        Link("x", "../other", isFolder: true);
        Link("y", "../other", isFolder: true);
        var files = Files();
        Assert.Equal(["a.png", "b/1.png", "b/2.png", "x/3.png"], files.Names);
        Assert.Equal(["y"], files.LeadingBack);
    }

    [Fact]
    public void A_second_name_of_a_file_counts_once_and_keeps_the_file_s_own_name()
    {
        Link("0.png", "b/1.png", isFolder: false);
        Link("outside.png", "../other/3.png", isFolder: false);
        Link("z.png", "../other/3.png", isFolder: false);
        var files = Files();
        Assert.Equal(["a.png", "b/1.png", "b/2.png", "outside.png"], files.Names);
        Assert.Equal(
            [new("0.png", "b/1.png"), new("z.png", "outside.png")], files.SecondNames.OrderBy(name => name.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void A_link_to_itself_and_one_to_nowhere_end_the_walk_for_no_other_file()
    {
        Link("loop", "loop", isFolder: false);
        Link("nowhere.png", "absent.png", isFolder: false);
        Assert.Equal(["a.png", "b/1.png", "b/2.png", "loop", "nowhere.png"], Files().Names);
    }

    [Fact]
    public void A_real_path_follows_links_in_every_part_of_it()
    {
        Link("l", "b", isFolder: true);
        Directory.CreateSymbolicLink(folder["m"], "c/l");
        Assert.Equal(RealPath.Of(folder["c/b/new"]), RealPath.Of(folder["m/new"]));
        Assert.Equal(RealPath.Of(folder["c"]), RealPath.Of(folder["m/.."]));
    }

    private CollectionFiles Files(string name = "c") => CollectionFiles.Below(folder[name], TestContext.Current.CancellationToken);

    private void Link(string name, string target, bool isFolder)
    {
        if (isFolder)
            Directory.CreateSymbolicLink(folder[$"c/{name}"], target);
        else
            File.CreateSymbolicLink(folder[$"c/{name}"], target);
    }
}
