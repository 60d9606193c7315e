using System.Text;

namespace CovidCxr.Reports.Html;

/// <summary>A table with caption and headers that scrolls sideways on a narrow screen.</summary>
/// <param name="caption">The caption, plain text.</param>
/// <param name="columns">The headers of the columns, plain text; the first stands above the headers of the rows.</param>
internal sealed class HtmlTable(string caption, params IReadOnlyList<string> columns)
{
    private readonly StringBuilder rows = new();

    /// <summary>The first column of text, which stands at the left; by default none, all cells are numbers.</summary>
    public int TextFrom { get; init; } = int.MaxValue;

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
        var head = string.Concat(columns.Select((column, i) => $"<th scope=\"col\"{Kind(i)}>{HtmlText.KeepWhole(column)}</th>"));
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
        rows.Append($"<tr{attribute}><th scope=\"row\">{HtmlText.KeepWhole(header)}</th>");
        foreach (var (i, cell) in cells.Index())
            rows.Append($"<td{Kind(i + 1)}>{cell}</td>");
        rows.Append("</tr>\n");
        return this;
    }

    private string Kind(int column) => column >= TextFrom ? " class=\"text\"" : "";
}
