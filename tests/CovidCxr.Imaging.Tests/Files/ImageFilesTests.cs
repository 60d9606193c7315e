using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;
using CovidCxr.Imaging.Files;
using Xunit;

namespace CovidCxr.Imaging.Tests.Files;

public sealed class ImageFilesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public ImageFilesTests()
    {
        string[] names =
        [
            "b.png", "a.jpg", "notes.txt", "ward/c.JPEG", "ward/deep/d.tif", "ward/deep/.hidden.png", "x-ray/e.webp", "empty/notes.txt",
        ];
        foreach (var name in names)
            folder.Write(name, []);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_folder_is_searched_to_any_depth_files_before_folders_by_name() =>
        Assert.Equal(["a.jpg", "b.png", "ward/c.JPEG", "ward/deep/d.tif", "x-ray/e.webp"], Find(folder.Path));

    [Fact]
    public void Paths_keep_their_order_and_named_files_need_no_extension() => Assert.Equal(
        ["x-ray/e.webp", "notes.txt", "ward/deep/.hidden.png", "ward/deep/d.tif"],
        Find(folder["x-ray"], folder["notes.txt"], folder["ward/deep/.hidden.png"], folder["ward/deep"]));

    [Theory]
    [InlineData("*.png", "b.png")]
    [InlineData("?.*", "a.jpg", "b.png")]
    [InlineData("w*/c.*", "ward/c.JPEG")]
    [InlineData("*ar*", "ward/c.JPEG", "ward/deep/d.tif")]
    [InlineData("**/?.?p*", "a.jpg")]
    [InlineData("**/?.*e?p", "x-ray/e.webp")]
    [InlineData("ward/**/d.tif", "ward/deep/d.tif")]
    [InlineData("ward/**", "ward/c.JPEG", "ward/deep/d.tif")]
    [InlineData("ward/deep/.*", "ward/deep/.hidden.png")]
    [InlineData("**/*", "a.jpg", "b.png", "ward/c.JPEG", "ward/deep/d.tif", "x-ray/e.webp")]
    public void A_pattern_finds_every_match_once(string pattern, params string[] expected) =>
        Assert.Equal(Sort(expected), Sort(Find(folder[pattern])));

    [Fact]
    public void A_file_whose_name_looks_like_a_pattern_is_that_file()
    {
        folder.Write("what?.png", []);
        folder.Write("whatx.png", []);
        Assert.Equal(["what?.png"], Find(folder["what?.png"]));
    }

    [Theory]
    [InlineData("none.png", "none.png does not exist; check the path")]
    [InlineData("none/*.png", "none/*.png; check the pattern")]
    [InlineData(
        "empty",
        "empty is a folder without an image (.gif, .jfif, .jif, .jpe, .jpeg, .jpg, .png, .tif, .tiff, .webp); give another folder")]
    public void A_path_that_finds_nothing_is_passed_on_and_reading_it_says_why(string path, string error)
    {
        Assert.Equal([path], Find(folder[path]));
        Assert.EndsWith(error, Assert.Throws<InputException>(() => ImageDecoders.Default.ReadFile(folder[path])).Message);
    }

    [Fact]
    public void What_systems_leave_is_passed_by_and_other_kinds_are_counted()
    {
        foreach (var name in new[] { "._a.jpg", "__MACOSX/a.jpg", "@eaDir/a.jpg", ".git/a.png", "k/a.dcm", "k/b.DCM", "k/c.bmp",
            "k/d.txt" })
            folder.Write(name, []);
        var search = new ImageSearch(ImageDecoders.Default.Extensions);
        Assert.Equal(5, search.Find([folder.Path]).Count());
        Assert.Equal("left out: 1 BMP image, 2 DICOM files; convert them to PNG", search.LeftOut.Summary);
        Assert.Equal(["__MACOSX/a.jpg"], Find(folder["__MACOSX/a.jpg"])); // named
    }

    [Fact]
    public void Dicom_files_are_counted_under_the_names_that_a_pacs_gives_them()
    {
        byte[] dicom = [.. new byte[128], .. "DICM"u8, .. new byte[10]];
        foreach (var name in new[] { "IM000001", "1.2.840.10008.5", "k/2.25.7" })
            folder.Write(name, dicom);
        folder.Write("README", "text"u8.ToArray());
        folder.Write("notes.txt", dicom); // says by its name that it is none
        var search = new ImageSearch(ImageDecoders.Default.Extensions);
        Assert.Equal(5, search.Find([folder.Path]).Count()); // the images that every test here has
        Assert.Equal("left out: 3 DICOM files; convert them to PNG", search.LeftOut.Summary);
    }

    [Fact]
    public void Pipes_links_to_nothing_and_circles_are_found_and_not_opened()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has none of them");
        System.Diagnostics.Process.Start("mkfifo", folder["ward/pipe"]).WaitForExit();
        File.CreateSymbolicLink(folder["ward/none.png"], folder["nowhere"]);
        File.CreateSymbolicLink(folder["ward/self.png"], folder["ward/self.png"]);
        Directory.CreateSymbolicLink(folder["ward/again"], folder["ward/deep"]);
        string[] expected = ["ward/again/d.tif", "ward/c.JPEG", "ward/none.png", "ward/pipe", "ward/self.png"];
        Assert.Equal(expected, Sort(Find(folder["ward"]))); // the images of "deep" once
        foreach (var (name, reason) in new[] { ("none.png", "a link to something"), ("pipe", "is a pipe"), ("self.png", "in a circle") })
            Assert.Contains(
                reason, Assert.Throws<InputException>(() => ImageDecoders.Default.ReadFile(folder[$"ward/{name}"])).Message);
    }

    [Fact]
    public void A_link_that_leads_back_is_not_followed_forever()
    {
        Directory.CreateSymbolicLink(folder["ward/back"], folder.Path);
        Directory.CreateSymbolicLink(folder["ward/other"], folder["x-ray"]);
        var found = new ImageSearch(ImageDecoders.Default.Extensions).Find([folder["ward"]]).ToList();
        Assert.Equal(["ward/back", "ward/c.JPEG", "ward/deep/d.tif", "ward/other/e.webp"], Sort(Find(folder["ward"])));
        Assert.Equal([folder["ward/back"]], found.Where(file => file.Error is not null).Select(file => file.Path));
    }

    // The order of "ward/**" is that of the folder; a pattern below "**" lists each folder's own files first.
    private static string[] Sort(string[] names) => [.. names.Order(StringComparer.Ordinal)];

    private string[] Find(params string[] paths) =>
    [
        .. new ImageSearch(ImageDecoders.Default.Extensions).Find(paths)
            .Select(file => Path.GetRelativePath(folder.Path, file.Path).Replace('\\', '/')),
    ];
}
