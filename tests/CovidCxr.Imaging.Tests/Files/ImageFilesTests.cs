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
        Assert.Equal(["a.jpg", "b.png", "ward/c.JPEG", "ward/deep/.hidden.png", "ward/deep/d.tif", "x-ray/e.webp"], Find(folder.Path));

    [Fact]
    public void Paths_keep_their_order_and_named_files_need_no_extension() => Assert.Equal(
        ["x-ray/e.webp", "notes.txt", "ward/deep/.hidden.png", "ward/deep/d.tif"],
        Find(folder["x-ray"], folder["notes.txt"], folder["ward/deep"]));

    [Theory]
    [InlineData("*.png", "b.png")]
    [InlineData("?.*", "a.jpg", "b.png")]
    [InlineData("w*/c.*", "ward/c.JPEG")]
    [InlineData("*ar*", "ward/c.JPEG", "ward/deep/.hidden.png", "ward/deep/d.tif")]
    [InlineData("**/?.?p*", "a.jpg")]
    [InlineData("**/?.*e?p", "x-ray/e.webp")]
    [InlineData("ward/**/d.tif", "ward/deep/d.tif")]
    [InlineData("ward/**", "ward/c.JPEG", "ward/deep/.hidden.png", "ward/deep/d.tif")]
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
    [InlineData("empty", "empty is a folder without an image (.gif, .jfif, .jif, .jpe, .jpeg, .jpg, .png, .tif, .tiff, .webp); give another folder")]
    public void A_path_that_finds_nothing_is_passed_on_and_reading_it_says_why(string path, string error)
    {
        Assert.Equal([path], Find(folder[path]));
        Assert.EndsWith(error, Assert.Throws<InputException>(() => ImageDecoders.Default.ReadFile(folder[path])).Message);
    }

    [Fact]
    public void A_link_that_leads_back_is_not_followed_forever()
    {
        Directory.CreateSymbolicLink(folder["ward/back"], folder.Path);
        Directory.CreateSymbolicLink(folder["ward/other"], folder["x-ray"]);
        Assert.Equal(["ward/c.JPEG", "ward/deep/.hidden.png", "ward/deep/d.tif", "ward/other/e.webp"], Find(folder["ward"]));
    }

    [Fact]
    public void A_list_has_a_path_on_each_line() =>
        Assert.Equal(["a b.png", " c.png", "d"], ImageFiles.InList(new StringReader("a b.png\n\n c.png\r\n  \nd")));

    // The order of "ward/**" is that of the folder; a pattern below "**" lists each folder's own files first.
    private static string[] Sort(string[] names) => [.. names.Order(StringComparer.Ordinal)];

    private string[] Find(params string[] paths) =>
    [
        .. ImageFiles.Find(paths, ImageDecoders.Default.Extensions)
            .Select(path => Path.GetRelativePath(folder.Path, path).Replace('\\', '/')),
    ];
}
