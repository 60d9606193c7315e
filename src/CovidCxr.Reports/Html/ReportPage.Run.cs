using static CovidCxr.Reports.Html.HtmlText;

namespace CovidCxr.Reports.Html;

/// <content>What is needed to repeat the run.</content>
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
        Text("The folder of this page also contains all numbers as <code>metrics.json</code> and CSV files, and the figures as PNG and SVG "
            + "(X-rays as PNG only).");
        Text("<strong>Not a medical device.</strong> Research and teaching only; not for diagnosis.");
        Close();
    }

    private void AddFact(string name, string value) => html.Append($"<dt>{name}</dt><dd>{value}</dd>\n");
}
