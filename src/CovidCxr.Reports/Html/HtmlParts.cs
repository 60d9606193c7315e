using CovidCxr.Reports.Checklists;
using CovidCxr.Reports.Figures;
using static CovidCxr.Reports.Html.HtmlText;

namespace CovidCxr.Reports.Html;

/// <summary>Parts that several pages have.</summary>
internal static class HtmlParts
{
    /// <summary>A figure, its panels side by side if there is room and stacked if not.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="caption">The caption, plain text.</param>
    public static string Figure(Figure figure, string caption)
    {
        var panels = string.Concat(figure.PanelSvgs.Select(svg =>
            $"<img alt=\"\" width=\"{figure.PanelWidth}\" height=\"{figure.PanelHeight}\" "
            + $"src=\"data:image/svg+xml;base64,{Convert.ToBase64String(svg)}\"/>\n"));
        return $"""
            <figure>
            <div class="panels" role="img" aria-label="{Escape(figure.Alt)}">
            {panels}</div>
            <figcaption>{Escape(caption)}</figcaption>
            </figure>

            """;
    }

    /// <summary>The list of a page's sections.</summary>
    /// <param name="entries">The sections' ids, and their headings as HTML.</param>
    public static string Contents(IEnumerable<(string Id, string Heading)> entries)
    {
        var items = string.Concat(entries.Select(entry => $"<li><a href=\"#{entry.Id}\">{entry.Heading}</a></li>\n"));
        return $"<nav aria-label=\"Contents\">\n<ol>\n{items}</ol>\n</nav>\n";
    }

    /// <summary>A guideline's items as a section.</summary>
    public static string Section(Checklist checklist)
    {
        var table = new HtmlTable(checklist.Title, "Item", "Asks for", "Answered", "Where, or why not") { TextFrom = 1 };
        foreach (var item in checklist.Items)
            table.Row(
                item.Number, Words(item.Asks), Escape(item.State.Words()),
                item.Anchor is { } anchor ? $"<a href=\"#{anchor}\">{Words(item.Where)}</a>" : Words(item.Where));
        return $"""
            <section id="{checklist.Key}">
            <h2>{Escape(checklist.Title)}</h2>
            <p>{Escape(checklist.Lead)}</p>
            {table}</section>

            """;
    }
}
