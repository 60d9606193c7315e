using static CovidCxr.Reports.Html.HtmlText;

namespace CovidCxr.Reports.Html;

/// <content>The adults without COVID-19, who show what the three-class metrics cannot.</content>
internal sealed partial class ReportPage
{
    private void AddControls()
    {
        Open("controls", "Does the model read the lungs?");
        Text("In the three-class sets, nearly every COVID-19 image shows an adult from one of three collections, and every other "
            + "image shows a child from one hospital. A model can therefore score high by telling adults from children, or one source from "
            + "another, without looking at the lungs.");
        if (run.Controls is not { } controls)
        {
            Text("Adults without COVID-19 from the same collections, the controls, would show this; this run has not scored any.");
            Close();
            return;
        }

        Text("The controls are adults <em>without</em> COVID-19 from the same collections as the COVID-19 images. A model that reads the "
            + "lungs calls few of them COVID-19 and ranks COVID-19 images above them.");
        var table = new HtmlTable("Controls", "Metric", "This run", "95 % interval", "Best", "Chance")
            .Row("called COVID-19", Number(controls.CalledCovid19), Range(controls.CalledCovid19Interval), "0", None)
            .Row("AUC, COVID-19 test images against controls", Number(controls.AucVersusCovid19), Range(controls.AucInterval), "1", "0.5");
        html.Append(table);
        Text(controls.CovidImages == 0
            ? "The test set has no COVID-19 image, so these numbers do not show whether the model tells these adults from patients."
            : Verdict(controls.CalledCovid19));

        var findings = new HtmlTable("Controls by finding", "Finding", "Images", "called COVID-19", "share");
        foreach (var row in controls.ByFinding)
            findings.Row(row.Finding, $"{row.Images}", $"{row.CalledCovid19}", Percent((double)row.CalledCovid19 / row.Images));
        var called = controls.ByFinding.Sum(row => row.CalledCovid19);
        findings.SumRow("Sum", $"{controls.Images}", $"{called}", Percent(controls.CalledCovid19));
        html.Append(findings);
        Close();
    }

    private static string Verdict(double called) => called switch
    {
        > 0.5 => "<strong>Most of these adults were called COVID-19.</strong> The model seems to recognise the age of the patient or the "
            + "source of the image rather than the disease. The numbers above then say little about how well it recognises COVID-19.",
        > 0.1 => "<strong>Many of these adults were called COVID-19.</strong> The numbers above are probably due in part to the age of the "
            + "patients or the source of the images; take them with caution.",
        _ => "<strong>Few of these adults were called COVID-19.</strong> Age and source alone do not explain the numbers above. The model "
            + "may still do worse on images from other hospitals.",
    };
}
