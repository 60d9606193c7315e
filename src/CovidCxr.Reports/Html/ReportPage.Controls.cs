using CovidCxr.Core;
using CovidCxr.Reports.Figures;
using static CovidCxr.Reports.Html.HtmlText;

namespace CovidCxr.Reports.Html;

/// <content>The adults without COVID-19: what the three-class figures cannot show.</content>
internal sealed partial class ReportPage
{
    private void AddControls()
    {
        Open("controls", "Does the model read the lungs?");
        Text("In the three-class sets, every COVID-19 picture shows an adult from one of three collections, and every other picture a child from one "
            + "hospital. A model may therefore score high by telling adults from children, or one source from another, without looking at the lungs.");
        if (run.Controls is not { } controls)
        {
            Text("Adults without COVID-19 from the same collections, the controls, would show that; this run has not scored any.");
            Close();
            return;
        }

        Text("The controls are adults <em>without</em> COVID-19 from the same collections as the COVID-19 pictures. A model that reads the lungs calls few of "
            + "them COVID-19, and ranks COVID-19 pictures above them.");
        var table = new HtmlTable("Controls", "Figure", "This run", "95 % interval", "Best", "Chance")
            .Row("called COVID-19", Number(controls.CalledCovid19), Range(controls.CalledCovid19Interval), "0", None)
            .Row("AUC, COVID-19 test images against controls", Number(controls.AucVersusCovid19), Range(controls.AucInterval), "1", "0.5");
        html.Append(table);
        Text(Verdict(controls.CalledCovid19));

        var findings = new HtmlTable("Controls by their source's finding", "Finding", "Images", "called COVID-19", "share");
        foreach (var row in controls.ByFinding)
            findings.Row(row.Finding, $"{row.Images}", $"{row.CalledCovid19}", Percent((double)row.CalledCovid19 / row.Images));
        findings.SumRow("Sum", $"{controls.Images}", $"{controls.ByFinding.Sum(row => row.CalledCovid19)}", Percent(controls.CalledCovid19));
        html.Append(findings);
        Close();
    }

    private static string Verdict(double called) => called switch
    {
        > 0.5 => "<strong>Most of these adults were called COVID-19.</strong> It seems to know the age or the source of a picture rather than the disease, "
            + "and the figures above then say little about how well it recognises COVID-19.",
        > 0.1 => "<strong>Many of these adults were called COVID-19.</strong> Part of the figures above probably comes from the age or the source of a picture; take them with caution.",
        _ => "<strong>Few of these adults were called COVID-19.</strong> Age and source alone do not explain the figures above; pictures from other hospitals "
            + "may still be read worse.",
    };
}
