using CovidCxr.Core.Storage;
using Xunit;

namespace CovidCxr.Reports.Tests.Results;

/// <summary>A table of <c>results/</c>; comment lines before its header are skipped.</summary>
internal sealed class MeasuredTable
{
    private readonly string file;
    private readonly List<string> header;

    private MeasuredTable(string file, List<string> header, IReadOnlyList<IReadOnlyList<string>> rows) =>
        (this.file, this.header, Rows) = (file, header, rows);

    /// <summary>The names of the columns.</summary>
    public IReadOnlyList<string> Columns => header;

    /// <summary>The fields of each row.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows { get; }

    /// <summary>Reads <c>results/NAME</c>.</summary>
    public static MeasuredTable Read(string name)
    {
        var text = File.ReadAllText(Path.Combine(BuiltProgram.Repository, "results", name));
        var rows = Csv.Lines(text).Where(line => !line.StartsWith('#')).Select(Csv.Split).ToList();
        return new MeasuredTable($"results/{name}", [.. rows[0]], rows[1..]);
    }

    /// <summary>A field of the one row whose first field has a name.</summary>
    public string this[string row, string column] => this[fields => fields[0] == row, column];

    /// <summary>A field of the one row that a condition is true for; fails if there is none or more than one.</summary>
    public string this[Func<IReadOnlyList<string>, bool> condition, string column]
    {
        get
        {
            var found = Rows.Where(condition).ToList();
            Assert.True(found.Count == 1, $"{file} has {found.Count} such rows instead of one");
            return Field(found[0], column);
        }
    }

    /// <summary>The field of a row in a column.</summary>
    public string Field(IReadOnlyList<string> row, string column)
    {
        Assert.True(header.Contains(column), $"{file} has no column '{column}'");
        return row[header.IndexOf(column)];
    }
}
