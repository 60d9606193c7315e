using Xunit;

namespace CovidCxr.Reports.Tests.Results;

/// <summary>A table of a Markdown file. Names and cells are plain text: emphasis and code marks are removed.</summary>
internal sealed class MarkdownTable
{
    private readonly string file;
    private readonly IReadOnlyList<string> header;
    private readonly IReadOnlyList<IReadOnlyList<string>> rows;

    private MarkdownTable(string file, IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<string>> rows) =>
        (this.file, this.header, this.rows) = (file, header, rows);

    /// <summary>The names of the columns after the first.</summary>
    public IEnumerable<string> Columns => header.Skip(1);

    /// <summary>The names of the rows: their first cells.</summary>
    public IEnumerable<string> Rows => rows.Select(row => row[0]);

    /// <summary>The one table of a file that has a row of each name; fails if there is none or more than one.</summary>
    public static MarkdownTable WithRows(string file, string text, IEnumerable<string> names)
    {
        var tables = Read(file, text).ToList();
        var found = tables.Where(table => names.All(table.Rows.Contains)).ToList();
        if (found.Count != 1)
            Assert.Fail(
                $"{file} has {found.Count} tables with the rows {Quoted(names)} instead of one; "
                + $"the rows of its tables are {string.Join(" and ", tables.Select(table => Quoted(table.Rows)))}");
        return found[0];
    }

    /// <summary>The text of a cell, not in the first column; fails if the row or column is missing.</summary>
    public string this[string row, string column]
    {
        get
        {
            var at = Columns.ToList().IndexOf(column);
            if (at < 0)
                Assert.Fail($"{file}: the table has no column '{column}'; its columns are {Quoted(Columns)}");
            return rows.SingleOrDefault(cells => cells[0] == row)?[at + 1]
                ?? throw new Xunit.Sdk.XunitException($"{file}: the table has no row '{row}'; its rows are {Quoted(Rows)}");
        }
    }

    private static IEnumerable<MarkdownTable> Read(string file, string text)
    {
        var block = new List<IReadOnlyList<string>>();
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').Append(""))
        {
            if (line.StartsWith('|'))
            {
                block.Add(Cells(line));
                continue;
            }
            // Header, rule and rows.
            if (block.Count > 2 && block.All(row => row.Count == block[0].Count))
                yield return new MarkdownTable(file, block[0], block[2..]);
            block.Clear();
        }
    }

    private static IReadOnlyList<string> Cells(string line) =>
        [.. line.Trim()[1..^1].Split('|').Select(cell => cell.Replace("*", "").Replace("`", "").Trim())];

    private static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));
}
