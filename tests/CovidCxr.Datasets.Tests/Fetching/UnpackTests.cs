using CovidCxr.Datasets.Fetching;
using Xunit;

namespace CovidCxr.Datasets.Tests.Fetching;

public sealed class UnpackTests
{
    private static readonly byte[] Harmless = "harmless"u8.ToArray();

    [Theory]
    [InlineData("../evil.png")]
    [InlineData("set-master/../../evil.png")]
    [InlineData("set-master/images/../../../evil.png")]
    [InlineData("/tmp/evil.png")]
    [InlineData("\\evil.png")]
    [InlineData("set-master\\..\\..\\evil.png")]
    [InlineData("C:\\evil.png")]
    [InlineData("C:evil.png")]
    [InlineData("set-master/.. /evil.png")]
    [InlineData("set-master//evil.png")]
    [InlineData("set-master/images/evil\n.png")]
    public async Task An_entry_that_leads_out_of_the_folder_condemns_the_archive(string name)
    {
        using var scene = new FetchScene(SyntheticArchive.CollectionWith(name, Harmless));
        var line = await scene.FailAsync();

        Assert.Contains("leads out of the folder", line);
        Assert.Empty(scene.Left);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(scene.Out)!, "*evil*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_symbolic_link_is_never_made()
    {
        using var scene = new FetchScene(SyntheticArchive.CollectionWith(
            "set-master/images/link.png", "/etc/passwd"u8.ToArray(), entry => entry.ExternalAttributes = unchecked((int)0xA1FF0000)));
        await scene.FetchAsync();

        scene.AssertWhole();
        Assert.False(Path.Exists(Path.Combine(scene.Folder, "images", "link.png")));
    }

    [Theory]
    [InlineData("set-master/images/__MACOSX/._a.png")]
    [InlineData("set-master/images/Thumbs.db")]
    [InlineData("set-master/images/.DS_Store")]
    public async Task What_systems_leave_in_an_archive_is_not_unpacked(string name)
    {
        using var scene = new FetchScene(SyntheticArchive.CollectionWith(name, Harmless));
        await scene.FetchAsync();

        scene.AssertWhole();
        Assert.Equal(2, Directory.GetFileSystemEntries(Path.Combine(scene.Folder, "images")).Length);
    }

    [Fact]
    public async Task A_file_that_fails_its_checksum_leaves_nothing()
    {
        var archive = SyntheticArchive.Collection();
        archive[20_000] ^= 0xFF;
        using var scene = new FetchScene(archive);
        var line = await scene.FailAsync();

        Assert.Contains("'set-master/images/a.png' is damaged", line);
        Assert.Empty(scene.Left);
    }

    [Fact]
    public async Task What_is_no_zip_leaves_nothing()
    {
        using var scene = new FetchScene(SyntheticArchive.Noise(5000, 3));
        Assert.Contains("not usable", await scene.FailAsync());
        Assert.Empty(scene.Left);
    }

    [Fact]
    public async Task An_archive_made_to_fill_the_disk_is_refused_before_a_byte_is_written()
    {
        var zeros = new byte[60_000_000];
        using var scene = new FetchScene(SyntheticArchive.CollectionWith("set-master/images/zeros.png", zeros, compress: true));
        Assert.Contains("more than the", await scene.FailAsync());
        Assert.Empty(scene.Left);
    }

    [Fact]
    public async Task An_entry_that_is_longer_than_it_says_is_stopped()
    {
        var archive = SyntheticArchive.CollectionWith("set-master/images/zeros.png", new byte[900_000], compress: true);
        Shorten(archive, 900_000, 10);
        using var scene = new FetchScene(archive);
        Assert.Contains("damaged", await scene.FailAsync());
        Assert.Empty(scene.Left);
    }

    [Fact]
    public async Task Too_many_entries_are_refused()
    {
        using var scene = new FetchScene();
        var line = await scene.FailAsync(scene.Options with { Limits = new UnpackLimits { Entries = 4 } });
        Assert.Contains("5 entries, more than the 4 allowed", line);
    }

    [Fact]
    public async Task Another_archive_than_the_collection_is_told_apart()
    {
        using var scene = new FetchScene(SyntheticArchive.Zip(("other/readme.txt", Harmless)));
        Assert.Contains("no folder with metadata.csv, images/", await scene.FailAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("drawn-set/")]
    [InlineData("a/b/")]
    public async Task The_collection_is_found_wherever_the_archive_has_it(string prefix)
    {
        using var scene = new FetchScene(SyntheticArchive.Zip(
            (prefix + "metadata.csv", Harmless),
            (prefix + "images/a.png", Harmless),
            (prefix + "copy/metadata.csv", Harmless),
            (prefix + "copy/images/a.png", Harmless),
            ("__MACOSX/" + prefix + "images/._a.png", Harmless)));
        await scene.FetchAsync();

        Assert.Equal(["images/a.png", "metadata.csv"], [.. Directory.GetFiles(scene.Folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(scene.Folder, file).Replace('\\', '/')).Order()]);
    }

    [Fact]
    public async Task What_a_killed_run_left_of_unpacking_is_swept_away()
    {
        using var scene = new FetchScene();
        Directory.CreateDirectory(scene.Folder + ".unpacking");
        await scene.FetchAsync();

        scene.AssertWhole();
    }

    // The length stands twice in a zip: before the entry and in the directory at its end.
    private static void Shorten(byte[] archive, int from, int to)
    {
        var (old, changed) = (BitConverter.GetBytes(from), BitConverter.GetBytes(to));
        for (var at = 0; at < archive.Length - 4; at++)
            if (archive.AsSpan(at, 4).SequenceEqual(old))
                changed.CopyTo(archive, at);
    }
}
