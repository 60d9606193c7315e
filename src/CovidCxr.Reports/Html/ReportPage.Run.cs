using CovidCxr.Datasets;
using static CovidCxr.Reports.Html.HtmlText;

namespace CovidCxr.Reports.Html;

/// <content>How the run was made, so that it can be made again.</content>
internal sealed partial class ReportPage
{
    private void AddHowItWasRun()
    {
        Open("run", "How it was run");
        html.Append("<dl>\n");
        AddFact("Command", $"<code>{Escape(input.Command)}</code>");
        AddFact("Recipe", Escape(input.Recipe));
        AddFact("Seed", $"{input.Seed}");
        AddFact("Model", Escape(input.Model));
        AddFact("Weights", $"<code>{Escape(input.Fingerprint)}</code>");
        AddFact("Dataset", $"<code>{Escape(input.DatasetFingerprint)}</code>");
        AddFact("Version", $"CovidCxr {Escape(input.Version)}");
        AddFact("Processor", Escape(input.Processor));
        AddFact("Date", $"{input.Date:yyyy-MM-dd}");
        html.Append("</dl>\n");
        Text("Beside this page lie all its numbers as <code>metrics.json</code> and CSV files, and its figures as PNG and SVG (X-rays as PNG alone).");
        Text("<strong>Not a medical device.</strong> Research and teaching only; not for diagnosis.");
        Close();
    }

    private void AddFact(string name, string value) => html.Append($"<dt>{name}</dt><dd>{value}</dd>\n");
}
