namespace CovidCxr.Datasets.Sources;

/// <summary>One row of a collection's table.</summary>
internal sealed class MetadataRow(int number, IReadOnlyDictionary<string, int> columns, string[] values)
{
    /// <summary>The line at which the row ends, 1 the heading.</summary>
    public int Number => number;

    /// <summary>The value in a column, trimmed; empty where the row is too short or the table has no such column.</summary>
    public string this[string column]
        => columns.TryGetValue(column, out var index) && index < values.Length ? values[index].Trim() : "";
}
