using CovidCxr.Core;
using CovidCxr.Core.Metrics;
using CovidCxr.Core.Paper;
using static CovidCxr.Reports.Html.HtmlText;

namespace CovidCxr.Reports.Html;

/// <content>The most important numbers, at the top of the page.</content>
internal sealed partial class ReportPage
{
    private void AddSummary()
    {
        Open("summary", "In short");
        html.Append("<ul class=\"tiles\">\n");
        foreach (var row in PaperComparison.Headline(run).Where(row => row.IsMeasured))
            AddTile(row);
        html.Append("</ul>\n");

        var confusion = run.Test.Confusion;
        var covid = Finding.Covid19;
        Text($"{Findings.All.Sum(f => confusion[f, f])} of {run.Test.Images} test images were classified correctly"
            + (run.Test[covid].Images == 0
                ? "; the test set has no COVID-19 image. "
                : $", and {confusion[covid, covid]} of {run.Test[covid].Images} COVID-19 images. ")
            + (run.Controls is { } controls
                ? $"Of {controls.Images} adults without COVID-19 from the same collections, the model called "
                    + $"{Percent(controls.CalledCovid19)} COVID-19: <a href=\"#controls\">read this first</a>."
                : "No adults without COVID-19 were scored, so these numbers cannot show whether the model reads the lungs or recognises "
                    + "the source of the image and the age of the patient."));
        foreach (var note in input.Notes)
            Text($"<strong>Note:</strong> {Escape(note)}.");
        Note($"“Paper” is {Escape(PaperResults.Citation)}. Intervals are 95 % percentile intervals of "
            + $"{GroupBootstrap.DefaultResamples} bootstrap samples over groups (patients who share an image form one group; the test set "
            + $"has {run.Test.Groups}), or the exact binomial interval over groups if a share is 0 or 1. Recall and precision of a class "
            + "use the class of the highest probability.");
        Close();
    }

    private void AddTile(Comparison row)
    {
        var interval = row.Interval is null ? "" : $"<span>95 % interval {Range(row.Interval)}</span>";
        html.Append($"<li><span class=\"name\">{Escape(row.Name)}</span>")
            .Append($"<strong>{Number(row.Run)}</strong>{interval}{AgainstPaper(row)}</li>\n");
    }

    private static string AgainstPaper(Comparison row)
    {
        if (row.Paper is not { } paper || row.Run is not { } own)
            return "";
        // Rounded as printed: a difference that no digit shows does not count.
        var difference = Math.Round(own, 4) - Math.Round(paper, 4);
        var inside = row.Interval is { } interval ? interval.Contains(paper) ? ", inside the interval" : ", outside the interval" : "";
        var side = Math.Abs(difference) < 5e-5 ? "the same" : $"{Number(Math.Abs(difference))} {(difference > 0 ? "above" : "below")}";
        return $"<span class=\"paper\">Paper {Number(paper)}{inside}. This run is {side}.</span>";
    }
}
