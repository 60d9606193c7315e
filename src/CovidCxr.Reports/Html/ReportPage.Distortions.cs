using CovidCxr.Core;
using CovidCxr.Reports.Tables;
using static CovidCxr.Reports.Html.HtmlText;

namespace CovidCxr.Reports.Html;

/// <content>The validation split under distortion, which shows whether the model relies on shape, size or exposure.</content>
internal sealed partial class ReportPage
{
    private void AddDistortions()
    {
        var rows = DistortionRow.Of(input);
        if (rows.Count == 0)
            return;
        Open("distortions", "Does it cope with other images?");
        Text("The validation images, each distorted as other devices, exports and windows distort X-rays. The finding stays the same, so a "
            + "model that reads the lungs loses little accuracy. A large loss shows what the model relies on, for example on the shape of "
            + "an image, which differs between sources.");
        var recalls = Findings.All.Select(f => $"Recall {f.Name()}");
        var table = new HtmlTable("Validation under distortion", ["Distortion", "Accuracy", .. recalls]);
        foreach (var row in rows)
            table.Row(row.Meaning, [Number(row.Confusion.Accuracy), .. Findings.All.Select(f => Number(row.Confusion.Recall(f)))]);
        html.Append(table);
        Close();
    }
}
