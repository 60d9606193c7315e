using CovidCxr.Core;
using CovidCxr.Core.Evaluation;
using CovidCxr.Reports.Tables;
using Xunit;

namespace CovidCxr.Reports.Tests.Tables;

public sealed class AcrossTableTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Answers_are_read_as_they_were_written()
    {
        AcrossAnswer[] answers =
        [
            new("nih", Finding.Normal, "nih:1, \"left\"", true, Finding.Pneumonia),
            new("cohen", Finding.Covid19, "cohen:2", false, Finding.Covid19),
        ];

        AcrossTable.WriteImages(folder["across_images.csv"], answers);

        Assert.Equal(answers, AcrossTable.ReadImages(folder["across_images.csv"]));
    }

    [Theory]
    [InlineData("source,class,group,collection,called\n")]
    [InlineData("source,class,group,collection,called\nnih,Normal,1,known\n")]
    [InlineData("source,class,group,collection,called\nnih,Normal,1,half,Normal\n")]
    [InlineData("source,class,within_images\nnih,Normal,1\n")]
    public void Another_table_is_refused(string text) => Assert.Contains(
        "give its across_images.csv",
        Assert.Throws<InputException>(
            () => AcrossTable.ReadImages(folder.Write("a.csv", System.Text.Encoding.UTF8.GetBytes(text)))).Message);
}
