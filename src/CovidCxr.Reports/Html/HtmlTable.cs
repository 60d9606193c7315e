using System.Text;

namespace CovidCxr.Reports.Html;

/// <summary>A table with caption and headers, in a frame that scrolls sideways on a narrow screen. Cells are HTML already.</summary>
/// <param name="caption">What the table shows, plain text.</param>
/// <param name="columns">The columns' headers, plain text; the first is that of the rows' headers.</param>
internal sealed class HtmlTable(string caption, params IReadOnlyList<string> columns)
{
    private readonly StringBuilder rows = new();

    /// <summary>Adds a row.</summary>
    /// <param name="header">The row's header, plain text.</param>
    /// <param name="cells">The other cells, HTML.</param>
    public HtmlTable Row(string header, params IEnumerable<string> cells) => Add("", header, cells);

    /// <summary>Adds a row that is set back: the paper's figures beside the run's.</summary>
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

    private HtmlTable Add(string mark, string header, IEnumerable<string> cells)
    {
        rows.Append($"<tr{mark}><th scope=\"row\">{Header(header)}</th>");
        foreach (var cell in cells)
            rows.Append($"<td>{cell}</td>");
        rows.Append("</tr>\n");
        return this;
    }

    /// <summary>The class's name must not break at its hyphen in a narrow column.</summary>
    private static string Header(string text) =>
        HtmlText.Escape(text).Replace("COVID-19", "<span class=\"whole\">COVID-19</span>");
}
