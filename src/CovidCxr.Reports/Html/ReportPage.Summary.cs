using CovidCxr.Core;
using CovidCxr.Core.Metrics;
using CovidCxr.Core.Paper;
using static CovidCxr.Reports.Html.HtmlText;

namespace CovidCxr.Reports.Html;

/// <content>What stands on top: the few figures that say most.</content>
internal sealed partial class ReportPage
{
    private void AddSummary()
    {
        Open("summary", "In short");
        html.Append("<ul class=\"tiles\">\n");
        foreach (var row in PaperComparison.Headline(run).Where(row => row.Run is not null))
            AddTile(row);
        html.Append("</ul>\n");

        var right = Findings.All.Sum(f => run.Test.Confusion[f, f]);
        var covid = run.Test[Finding.Covid19];
        Text($"Of {run.Test.Images} test images, {right} were read right; of {covid.Images} COVID-19 images, {run.Test.Confusion[Finding.Covid19, Finding.Covid19]}. "
            + (run.Controls is { } controls
                ? $"Of {controls.Images} adults without COVID-19 from the same collections, the model called {Percent(controls.CalledCovid19)} COVID-19: <a href=\"#controls\">read this first</a>."
                : "No adults without COVID-19 were scored, so these figures cannot tell whether the model reads the lungs or the source and age of a picture."));
        Note($"“Paper” is {Escape(PaperResults.Citation)}. Intervals are 95 % percentile intervals of {GroupBootstrap.DefaultResamples} bootstrap samples "
            + $"over groups (patients who share no picture with another group; the test set has {run.Test.Groups}), or the exact binomial interval over groups where a share is 0 or 1. "
            + "Recall and precision of a class are by the highest probability.");
        Close();
    }

    private void AddTile(Comparison row)
    {
        var interval = row.Interval is null ? "" : $"<span>95 % interval {Range(row.Interval)}</span>";
        html.Append($"<li><span class=\"name\">{Escape(row.Name)}</span><strong>{Number(row.Run)}</strong>{interval}{AgainstPaper(row)}</li>\n");
    }

    private static string AgainstPaper(Comparison row)
    {
        if (row.Paper is not { } paper || row.Run is not { } own)
            return "";
        // Compared as printed: a difference that no digit shows is none.
        var difference = Math.Round(own, 4) - Math.Round(paper, 4);
        var inside = row.Interval is { } interval ? interval.Contains(paper) ? ", inside the interval" : ", outside the interval" : "";
        var side = Math.Abs(difference) < 5e-5 ? "the same" : $"{Number(Math.Abs(difference))} {(difference > 0 ? "above" : "below")}";
        return $"<span class=\"paper\">Paper {Number(paper)}{inside}. This run is {side}.</span>";
    }
}
