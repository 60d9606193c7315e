using System.Text;

namespace CovidCxr.Reports.Html;

/// <summary>A table with caption and headers that scrolls sideways on a narrow screen.</summary>
/// <param name="caption">The caption, plain text.</param>
/// <param name="columns">The headers of the columns, plain text; the first stands above the headers of the rows.</param>
internal sealed class HtmlTable(string caption, params IReadOnlyList<string> columns)
{
    private readonly StringBuilder rows = new();

    /// <summary>Adds a row.</summary>
    /// <param name="header">The header of the row, plain text.</param>
    /// <param name="cells">The other cells, HTML.</param>
    public HtmlTable Row(string header, params IEnumerable<string> cells) => Add("", header, cells);

    /// <summary>Adds a row of the paper's numbers, in a fainter color.</summary>
    public HtmlTable PaperRow(string header, params IEnumerable<string> cells) => Add(" class=\"paper\"", header, cells);

    /// <summary>Adds a row of sums.</summary>
    public HtmlTable SumRow(string header, params IEnumerable<string> cells) => Add(" class=\"sum\"", header, cells);

    /// <inheritdoc/>
    public override string ToString()
    {
        var head = string.Concat(columns.Select(column => $"<th scope=\"col\">{Header(column)}</th>"));
        var name = HtmlText.Escape(caption);
        return $"""
            <div class="scroll" tabindex="0" role="region" aria-label="{name}">
            <table>
            <caption>{name}</caption>
            <thead><tr>{head}</tr></thead>
            <tbody>
            {rows}</tbody>
            </table>
            </div>

            """;
    }

    private HtmlTable Add(string attribute, string header, IEnumerable<string> cells)
    {
        rows.Append($"<tr{attribute}><th scope=\"row\">{Header(header)}</th>");
        foreach (var cell in cells)
            rows.Append($"<td>{cell}</td>");
        rows.Append("</tr>\n");
        return this;
    }

    /// <summary>Keeps the class's name from breaking at its hyphen in a narrow column.</summary>
    private static string Header(string text) =>
        HtmlText.Escape(text).Replace("COVID-19", "<span class=\"whole\">COVID-19</span>");
}
