using CovidCxr.Core.Storage;
using Xunit;

namespace CovidCxr.Core.Tests.Storage;

public class CsvTests
{
    private static readonly string[] Fields = ["plain", "with, comma", "with \"quotes\"", "two\nlines", " blank", ""];

    [Fact]
    public void Fields_survive_writing_and_reading() => Assert.Equal(Fields, Csv.Split(Csv.Line(Fields)));

    [Fact]
    public void Only_fields_that_need_quotes_get_them() =>
        Assert.Equal("plain,\"with, comma\",\"with \"\"quotes\"\"\",\"two\nlines\",\" blank\",", Csv.Line(Fields));

    [Fact]
    public void A_line_feed_in_quotes_does_not_end_a_line()
    {
        var text = Csv.Table(["a", "b"], [Fields, ["last"]]);

        Assert.Equal(["a,b", Csv.Line(Fields), "last"], Csv.Lines(text));
    }

    [Theory]
    [InlineData("a\r\nb\r\n", "a", "b")]
    [InlineData("a\nb", "a", "b")]
    [InlineData("\n", "")]
    [InlineData("")]
    public void Lines_end_with_a_line_feed_a_windows_line_end_or_the_file(string text, params string[] lines) =>
        Assert.Equal(lines, Csv.Lines(text));
}
