using System.Text;
using System.Text.RegularExpressions;
using CovidCxr.Testing;
using Xunit;

namespace CovidCxr.Reports.Tests;

/// <summary>
/// Every text file of the report, byte for byte. After a wanted change, run the tests with the environment variable
/// <c>GOLDEN</c> set to this project's folder <c>Golden</c>: they write the files anew; read the difference before it is committed.
/// </summary>
public partial class GoldenTests
{
    [Theory]
    [InlineData("metrics.json")]
    [InlineData("table3.csv")]
    [InlineData("table4.csv")]
    [InlineData("table5.csv")]
    [InlineData("roc_covid19.csv")]
    [InlineData("history.csv")]
    [InlineData("reliability.csv")]
    [InlineData("distortions.csv")]
    [InlineData("predictions.csv")]
    [InlineData("report.html")]
    public void File_is_as_agreed(string name)
    {
        var actual = Encoding.UTF8.GetString(SmallEvaluation.Files[name]);
        // Pictures have tests of their own.
        actual = Picture().Replace(actual, "$1...");

        if (Environment.GetEnvironmentVariable("GOLDEN") is { Length: > 0 } folder)
            File.WriteAllText(Path.Combine(folder, name), actual);
        else
            Assert.Equal(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", name)), actual);
    }

    [GeneratedRegex("(data:image/(?:svg\\+xml|png);base64,)[A-Za-z0-9+/=]+")]
    private static partial Regex Picture();
}
