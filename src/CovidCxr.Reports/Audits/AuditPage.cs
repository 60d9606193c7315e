using System.Globalization;
using System.Text;
using CovidCxr.Core.Audits;
using CovidCxr.Reports.Checklists;
using CovidCxr.Reports.Html;
using CovidCxr.Reports.Tables;
using static CovidCxr.Reports.Html.HtmlText;

namespace CovidCxr.Reports.Audits;

/// <summary>Writes <c>audit.html</c>: one self-contained page without scripts, also well-formed XML.</summary>
internal sealed class AuditPage
{
    private readonly AuditResult audit;
    private readonly StringBuilder html = new();

    private AuditPage(AuditResult audit) => this.audit = audit;

    /// <summary>Writes the page.</summary>
    public static byte[] Write(AuditResult audit)
    {
        var page = new AuditPage(audit);
        page.Begin();
        page.Summary();
        page.Contents();
        foreach (var section in audit.Sections)
            page.Section(section);
        page.Licences();
        foreach (var checklist in Checklist.Of(new AuditAnswers(audit)))
            page.html.Append(HtmlParts.Section(checklist));
        page.HowItWasRun();
        page.html.Append(HtmlPage.End);
        return Encoding.UTF8.GetBytes(page.html.ToString());
    }

    private void Begin() => html.Append(HtmlPage.Begin(
        $"Audit of {Escape(audit.Model)} · CovidCxr",
        $"CovidCxr {Escape(audit.Version)} · audit · {audit.Date:yyyy-MM-dd}",
        $"Audit of {audit.Model}",
        $"What the model reads, measured on {Images()}.",
        "<strong>Not a medical device.</strong> This page describes a research model. It must not be used to diagnose or treat anyone. "
        + "It shows X-rays: mind their licences, and whose they are, before you share it."));

    private string Images() => $"{audit.Images} images of {audit.Groups} patient groups ({audit.Data}"
        + $"{(audit.Split is null ? "" : $", split {audit.Split}")}) and {audit.Controls} controls";

    private void Summary()
    {
        html.Append("<section id=\"summary\">\n<h2>In short</h2>\n<ul class=\"tiles\">\n");
        foreach (var figure in audit.Headline)
            html.Append($"<li><span class=\"name\">{Escape(figure.Name)}</span><strong>{Value(figure)}</strong>")
                .Append(figure.Interval is null ? "" : $"<span>95 % interval {Range(figure.Interval)}</span>")
                .Append(figure.IsAlarm ? "<span class=\"alarm\">Alarm</span>" : "").Append("</li>\n");
        html.Append("</ul>\n");
        if (audit.Controls == 0)
            Text("<strong>Read no accuracy alone.</strong> Without controls of the same sources nobody can say whether the model reads "
                + "the lungs or the source.");
        var alarms = audit.Alarms.ToList();
        Text(alarms.Count == 0
            ? "No question below raised an alarm. What was not measured says so."
            : $"<strong>{alarms.Count} of {audit.Sections.Count} questions raised an alarm:</strong> "
                + string.Join("; ", alarms.Select(
                    section => $"<a href=\"#{section.Key}\">{section.Number}. {Escape(section.Title)}</a>")) + ".");
        foreach (var note in audit.Notes)
            Text($"<strong>Note:</strong> {Escape(note)}.");
        html.Append("<p class=\"note\">Intervals are 95 % percentile intervals by bootstrap over patient groups, or the exact binomial "
            + "interval over groups if a share is 0 or 1. An alarm needs the whole interval where it says so, so that chance alone rarely "
            + "raises it.</p>\n</section>\n");
    }

    private void Contents() => html.Append(HtmlParts.Contents(
    [
        .. audit.Sections.Select(section => (section.Key, $"{Escape(section.Title)}{Mark(section)}")),
        ("licences", "Licences of the training images"), ("claim", "CLAIM 2024"), ("tripod", "TRIPOD+AI"), ("run", "How it was run"),
    ]));

    private static string Mark(AuditSection section) => section.IsAlarm ? " <strong class=\"alarm\">Alarm</strong>"
        : section.IsMeasured ? "" : " <em>not measured</em>";

    private void Section(AuditSection section)
    {
        html.Append($"<section id=\"{section.Key}\">\n<h2>{section.Number}. {Escape(section.Title)}{Mark(section)}</h2>\n");
        Text(Escape(section.Question));
        if (section.Figures.Count > 0)
            html.Append(Figures(section));
        foreach (var chart in section.Charts)
            html.Append(HtmlParts.Figure(AuditPlots.Draw(chart), $"{chart.Title}."));
        foreach (var table in section.Tables)
            html.Append(Table(table));
        foreach (var note in section.Notes)
            html.Append($"<p class=\"note\">{Escape(char.ToUpperInvariant(note[0]) + note[1..])}.</p>\n");
        Pictures(section.Pictures);
        html.Append("</section>\n");
    }

    private static HtmlTable Figures(AuditSection section)
    {
        var table = new HtmlTable(section.Title, "Figure", "Value", "95 % interval", "Images", "What it means", "Alarm") { TextFrom = 4 };
        foreach (var figure in section.Figures)
            table.Row(
                figure.Name, Value(figure), figure.Interval is null ? figure.IsCount ? None : NotDefined : Range(figure.Interval),
                $"{figure.Images}", Words(figure.Meaning),
                figure.IsAlarm ? $"<strong class=\"alarm\">{Words($"Alarm: {figure.AlarmIf}")}</strong>"
                    : figure.AlarmIf is null ? None : Words($"no (alarm if {figure.AlarmIf})"));
        return table;
    }

    private static HtmlTable Table(AuditTable table)
    {
        var shown = new HtmlTable(table.Title, table.Columns);
        foreach (var row in table.Rows)
            shown.Row(CsvText.Cell(row[0]), row.Skip(1).Select(Cell));
        return shown;
    }

    private static string Cell(object? cell) => cell switch
    {
        null => NotDefined,
        double number => Number(number),
        _ => Escape(Convert.ToString(cell, CultureInfo.InvariantCulture) ?? ""),
    };

    private void Pictures(IReadOnlyList<AuditPicture> pictures)
    {
        if (pictures.Count == 0)
            return;
        html.Append("<ul class=\"xrays\">\n");
        foreach (var picture in pictures)
            html.Append($"<li><img alt=\"{Escape(picture.Alt)}\" src=\"data:image/png;base64,{Convert.ToBase64String(picture.Png)}\"/>")
                .Append($"<span>{Escape(picture.Caption)}</span></li>\n");
        html.Append("</ul>\n");
    }

    private void Licences()
    {
        html.Append("<section id=\"licences\">\n<h2>Licences of the training images</h2>\n");
        if (audit.TrainingLicences.Count == 0)
        {
            Text("The training images are not at hand, so their licences are not known; name their dataset with --trained-on.");
        }
        else
        {
            var table = new HtmlTable("Training images by licence", "Licence", "Images");
            foreach (var (licence, images) in audit.TrainingLicences)
                table.Row(licence, $"{images}");
            html.Append(table);
        }
        html.Append("</section>\n");
    }

    private void HowItWasRun()
    {
        html.Append("<section id=\"run\">\n<h2>How it was run</h2>\n<dl>\n");
        foreach (var (name, value) in new[]
        {
            ("Command", audit.Command), ("Model", audit.Model), ("Images", audit.Data), ("SHA-256 of the images' list", audit.DataSha256),
            ("Processor", audit.Processor), ("Version", audit.Version),
        })
            html.Append($"<dt>{name}</dt><dd><code>{Escape(value)}</code></dd>\n");
        html.Append("</dl>\n</section>\n");
    }

    private void Text(string paragraph) => html.Append($"<p>{paragraph}</p>\n");

    private static string Value(AuditFigure figure) =>
        figure is { IsCount: true, Value: { } count } ? count.ToString("0", CultureInfo.InvariantCulture) : Number(figure.Value);
}
