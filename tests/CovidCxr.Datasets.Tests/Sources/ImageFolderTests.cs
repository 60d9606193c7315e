using CovidCxr.Datasets.Sources;
using Xunit;

namespace CovidCxr.Datasets.Tests.Sources;

/// <summary>Which file of <c>images/</c> a row of a table means.</summary>
public sealed class ImageFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("a.png", "a.png", false)]
    [InlineData("a", "a.png", true)]
    [InlineData("a.PNG", "a.png", true)]
    [InlineData("A.png", "a.png", true)]
    [InlineData("a.jpg", "a.png", true)]
    [InlineData("a.dcm", "a.png", true)]
    [InlineData("images/a.png", "a.png", true)]
    [InlineData("images\\a.png", "a.png", true)]
    [InlineData("./a.png", "a.png", true)]
    [InlineData("/home/somebody/covid/images/a.png", "a.png", true)]
    [InlineData("ward/b.png", "ward/b.png", false)]
    [InlineData("ward\\b.png", "ward/b.png", true)]
    [InlineData("b.png", "ward/b.png", true)]
    [InlineData("b", "ward/b.png", true)]
    [InlineData("Ward/B.JPEG", "ward/b.png", true)]
    [InlineData("CR.1.2.840.1", "CR.1.2.840.1.png", true)]
    [InlineData("CR.1.2.840.1.jpeg", "CR.1.2.840.1.png", true)]
    [InlineData("CR.1.2.840.2", null, false)]
    [InlineData("pr\u00e9cis.png", "pre\u0301cis.png", true)]
    [InlineData("na\u0131\u0308ve.png", null, false)]
    [InlineData("../../secret.png", null, false)]
    [InlineData("absent.png", null, false)]
    [InlineData("", null, false)]
    [InlineData("a\0.png", null, false)]
    [InlineData("..", null, false)]
    [InlineData("images/", null, false)]
    public void One_row_means_one_file(string name, string? file, bool isLoose)
    {
        Write("a.png", "ward/b.png", "CR.1.2.840.1.png", "pre\u0301cis.png");
        var match = Assert.Single(Match(name));
        Assert.Equal((file, isLoose, file is null ? SkipReason.NoFile : null), (match.File, match.IsLoose, match.Problem));
    }

    [Fact]
    public void Exact_names_come_first_whatever_the_order_of_the_rows()
    {
        Write("a.png", "b.png");
        // The file a.png has a row of its own, so that of a.jpg is missing.
        var matches = Match("a.jpg", "b", "a.png");
        Assert.Equal([null, "b.png", "a.png"], matches.Select(match => match.File));
        Assert.Equal((SkipReason.NoFile, "a.png is that of row 3"), (matches[0].Problem, matches[0].Detail));
    }

    [Fact]
    public void A_name_that_fits_several_files_means_none()
    {
        Write("x/a.png", "y/a.png", "c.png", "c.jpg", "d.png", "d.txt");
        var matches = Match("a.png", "x/a.png", "c", "c.tif", "d");
        Assert.Equal([null, "x/a.png", null, null, "d.png"], matches.Select(match => match.File));
        Assert.Equal((SkipReason.UnclearFile, "could be x/a.png, y/a.png"), (matches[0].Problem, matches[0].Detail));
        Assert.Equal((SkipReason.UnclearFile, "could be c.jpg, c.png"), (matches[2].Problem, matches[2].Detail));
    }

    [Fact]
    public void A_file_that_fits_several_rows_is_none_of_theirs()
    {
        Write("1.png");
        var matches = Match("anna/1.png", "ben/1.png");
        Assert.All(matches, match => Assert.Equal((null, SkipReason.UnclearFile), (match.File, match.Problem)));
        Assert.Equal("1.png could be that of rows 1, 2", matches[0].Detail);
    }

    [Fact]
    public void A_second_row_of_one_name_is_counted_as_such()
    {
        Write("a.png", "b.png");
        Assert.Equal(
            [(null, ""), (SkipReason.SecondRow, "the first is row 1"), (null, ""), (SkipReason.SecondRow, "the first is row 3")],
            Match("a.png", "a.png", "b", "b").Select(match => (match.Problem, match.Detail)));
    }

    [Fact]
    public void Names_without_ending_are_exact_in_a_collection_that_writes_them_so()
    {
        Write("COVID-1.jpg", "COVID-2.png", "COVID-2.txt");
        var images = new ImageFolder(EntryName.Find(folder.Path, "images"), TestContext.Current.CancellationToken);
        var matches = images.Match([(2, "COVID-1"), (3, "COVID-2"), (4, "covid-1")], isStem: true);
        Assert.Equal([("COVID-1.jpg", false), ("COVID-2.png", false), (null, false)], matches.Select(match => (match.File, match.IsLoose)));
        Assert.Equal(["COVID-2.txt"], images.Unclaimed);
    }

    [Fact]
    public void The_folder_may_be_written_in_capitals()
    {
        folder.Write("IMAGES/a.png", [1]);
        Assert.Equal("a.png", Assert.Single(Match("a.png")).File);
    }

    private void Write(params IEnumerable<string> names)
    {
        foreach (var name in names)
            folder.Write($"images/{name}", [1]);
    }

    private IReadOnlyList<FileMatch> Match(params string[] names) =>
        new ImageFolder(EntryName.Find(folder.Path, "images"), TestContext.Current.CancellationToken)
            .Match([.. names.Index().Select(name => (name.Index + 1, name.Item))], isStem: false);
}
