using System.Text.Json.Serialization;
using CovidCxr.Core.Metrics;

namespace CovidCxr.Core.Audits;

/// <summary>One number of an audit, with what it means and whether it is an alarm.</summary>
/// <param name="Key">Its name in files, unique in its section: <c>called_covid19</c>.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Value">The number; null if it is not defined.</param>
/// <param name="Interval">The 95 % interval by bootstrap over patient groups; null if it is not defined.</param>
/// <param name="Images">The images that it is measured on.</param>
/// <param name="Meaning">What it means, one sentence.</param>
public sealed record AuditFigure(string Key, string Name, double? Value, Interval? Interval, int Images, string Meaning)
{
    /// <summary>Whether it is an alarm.</summary>
    public bool IsAlarm { get; init; }

    /// <summary>When it would be an alarm, in words; null if it never is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? AlarmIf { get; init; }

    /// <summary>Whether the value is a count or another number that is no share: printed without four digits behind the point.</summary>
    [JsonIgnore]
    public bool IsCount { get; init; }
}

/// <summary>A table of an audit: rows of text and numbers.</summary>
/// <param name="Key">Its name in files.</param>
/// <param name="Title">Its caption.</param>
/// <param name="Columns">The headers; the first stands above the headers of the rows.</param>
/// <param name="Rows">One list of cells for each row, text, numbers or null for a value that is not defined.</param>
public sealed record AuditTable(
    string Key, string Title, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows);

/// <summary>A plot of an audit.</summary>
/// <param name="Key">Its name in files.</param>
/// <param name="Title">Its title.</param>
/// <param name="XLabel">What is written along the horizontal axis.</param>
/// <param name="YLabel">What is written along the vertical axis.</param>
/// <param name="Lines">The curves, each with its name and points.</param>
public sealed record AuditChart(string Key, string Title, string XLabel, string YLabel, IReadOnlyList<AuditLine> Lines);

/// <summary>A curve of a plot.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="X">[n].</param>
/// <param name="Y">[n].</param>
public sealed record AuditLine(string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y);

/// <summary>A picture of an audit; never part of its JSON, so that results can be shared without X-rays.</summary>
/// <param name="Png">The PNG file.</param>
/// <param name="Alt">What it shows, for readers who cannot see it.</param>
/// <param name="Caption">What is to know about it, with its file and licence.</param>
public sealed record AuditPicture(byte[] Png, string Alt, string Caption);
