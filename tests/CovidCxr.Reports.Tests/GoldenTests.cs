using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace CovidCxr.Reports.Tests;

/// <summary>Every text file of the report, byte for byte.</summary>
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
    public void File_is_as_accepted(string name)
    {
        var text = Encoding.UTF8.GetString(SmallEvaluation.Files[name]);
        // Images have their own tests.
        Golden.Check(name, Image().Replace(text, "$1..."));
    }

    [GeneratedRegex("(data:image/(?:svg\\+xml|png);base64,)[A-Za-z0-9+/=]+")]
    private static partial Regex Image();
}
