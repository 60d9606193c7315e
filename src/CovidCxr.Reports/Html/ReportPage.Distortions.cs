using CovidCxr.Core;
using CovidCxr.Reports.Tables;
using static CovidCxr.Reports.Html.HtmlText;

namespace CovidCxr.Reports.Html;

/// <content>The validation part, distorted: whether the model leans on shape, size or exposure.</content>
internal sealed partial class ReportPage
{
    private void AddDistortions()
    {
        var rows = DistortionRow.Of(input);
        if (rows.Count == 0)
            return;
        Open("distortions", "Does it bear other pictures?");
        Text("The validation images again, each changed as other devices, exports and windows change X-rays. The finding stays the same, so a model that reads "
            + "the lungs loses little. A large loss shows what it leans on: with the shape, for example, that pictures of different sources differ in theirs.");
        var table = new HtmlTable("Validation under distortion", ["Change", "Accuracy", .. Findings.All.Select(f => $"Recall {f.Name()}")]);
        foreach (var row in rows)
            table.Row(row.Meaning, [Number(row.Confusion.Accuracy), .. Findings.All.Select(f => Number(row.Confusion.Recall(f)))]);
        html.Append(table);
        Close();
    }
}
