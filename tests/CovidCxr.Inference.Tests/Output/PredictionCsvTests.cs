using CovidCxr.Inference.Output;
using Xunit;

namespace CovidCxr.Inference.Tests.Output;

public sealed class PredictionCsvTests
{
    private const string Header = "file,class,p_covid19,p_normal,p_pneumonia,refer,reasons,model\n";

    private const string Lines =
        """
        "ward 3/a, ""b"".png",Pneumonia,0.050000,0.250000,0.700000,true,too-small; inverted,tiny 1.0 0badcafe
        Größe.png,Normal,0.000000,0.666667,0.333333,false,,tiny 1.0 0badcafe
        empty.png,,,,,true,empty.png is empty (0 bytes),tiny 1.0 0badcafe

        """;

    [Fact]
    public void Every_prediction_is_a_line_below_the_header() => Assert.Equal(
        Header + Lines.ReplaceLineEndings("\n"),
        Predictions.Text(text => new PredictionCsv(text), Predictions.Referred, Predictions.Clear, Predictions.Unread));

    [Fact]
    public void Appended_lines_have_no_header() => Assert.Equal(
        Lines.ReplaceLineEndings("\n"),
        Predictions.Text(text => new PredictionCsv(text, append: true), Predictions.Referred, Predictions.Clear, Predictions.Unread));

    [Fact]
    public void Without_predictions_there_is_a_header() => Assert.Equal(Header, Predictions.Text(text => new PredictionCsv(text)));
}
