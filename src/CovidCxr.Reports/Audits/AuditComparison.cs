using System.Text;
using System.Text.Json;
using CovidCxr.Core;
using CovidCxr.Core.Metrics;
using CovidCxr.Core.Storage;
using CovidCxr.Reports.Tables;

namespace CovidCxr.Reports.Audits;

/// <summary>Several audits side by side.</summary>
public sealed class AuditComparison
{
    private AuditComparison(IReadOnlyList<ComparedAudit> audits) => Audits = audits;

    /// <summary>The audits in the order in which they were named.</summary>
    public IReadOnlyList<ComparedAudit> Audits { get; }

    /// <summary>The figures that any audit has, in the order of the first that has them: section and key, joined by a dot.</summary>
    public IReadOnlyList<string> Figures => [.. Audits.SelectMany(audit => audit.Figures.Keys).Distinct()];

    /// <summary>Reads the audits.</summary>
    /// <param name="folders">Folders of audits, at least one.</param>
    /// <exception cref="InputException">A folder is no audit, or the audits were made on different images.</exception>
    public static AuditComparison Read(IReadOnlyList<string> folders)
    {
        var audits = folders.Select(ComparedAudit.Read).ToList();
        for (var i = 1; i < audits.Count; i++)
            if (audits[i].DataSha256 != audits[0].DataSha256 || audits[i].Split != audits[0].Split)
                throw new InputException($"{folders[i]}: was made on other images than {folders[0]}; compare audits of the same images");
        return new(audits);
    }

    /// <summary>Writes the table as CSV, preceded by comment lines with the commands.</summary>
    public byte[] ToCsv()
    {
        var csv = new CsvText(["figure", .. Audits.SelectMany(audit => new[] { audit.Model, "low", "high", "alarm" })]);
        foreach (var key in Figures)
            csv.Row([
                key,
                .. Audits.SelectMany(audit => audit.Figures.TryGetValue(key, out var figure)
                    ? new object?[] { figure.Value, figure.Interval?.Low, figure.Interval?.High, figure.IsAlarm ? "alarm" : "" }
                    : [null, null, null, ""]),
            ]);
        var comments = string.Concat(Audits.Select(audit => $"# {audit.Command.ReplaceLineEndings(" ")}\n"));
        return [.. Encoding.UTF8.GetBytes(comments), .. csv.ToBytes()];
    }
}

/// <summary>An audit as its file says it.</summary>
/// <param name="Model">The model's name and version.</param>
/// <param name="Command">The command.</param>
/// <param name="DataSha256">Tells its images from others.</param>
/// <param name="Split">The split; empty for a user's own images.</param>
/// <param name="Figures">The numbers by section and key.</param>
/// <param name="Alarms">The titles of the sections with an alarm.</param>
public sealed record ComparedAudit(
    string Model, string Command, string DataSha256, string Split, IReadOnlyDictionary<string, ComparedFigure> Figures,
    IReadOnlyList<string> Alarms)
{
    /// <summary>Reads an audit.</summary>
    /// <param name="folder">Its folder.</param>
    /// <exception cref="InputException">The folder is no audit.</exception>
    internal static ComparedAudit Read(string folder)
    {
        try
        {
            using var document = JsonDocument.Parse(RegularFile.ReadText(Path.Combine(folder, AuditReport.Document)));
            var root = document.RootElement;
            var figures = new OrderedDictionary<string, ComparedFigure>();
            void Add(string section, JsonElement list)
            {
                foreach (var figure in list.EnumerateArray())
                    figures[$"{section}.{figure.GetProperty("key").GetString()}"] = ComparedFigure.Of(figure);
            }
            Add("headline", root.GetProperty("headline"));
            var alarms = new List<string>();
            foreach (var section in root.GetProperty("sections").EnumerateArray())
            {
                Add(section.GetProperty("key").GetString()!, section.GetProperty("figures"));
                if (section.GetProperty("is_alarm").GetBoolean())
                    alarms.Add(section.GetProperty("title").GetString()!);
            }
            string Text(string key) => root.GetProperty(key).GetString() ?? "";
            return new(Text("model"), Text("command"), Text("data_sha256"), Text("split"), figures, alarms);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException || FileError.IsFileError(e))
        {
            throw new InputException(
                $"{folder}: not an audit ({AuditReport.Document} is missing or damaged); name a folder of 'covidcxr audit --out'", e);
        }
    }
}

/// <summary>A number of an audit.</summary>
/// <param name="Name">Its name for people.</param>
/// <param name="Value">The number; null if it is not defined.</param>
/// <param name="Interval">Its interval; null if it is not defined.</param>
/// <param name="IsAlarm">Whether it is an alarm.</param>
public sealed record ComparedFigure(string Name, double? Value, Interval? Interval, bool IsAlarm)
{
    internal static ComparedFigure Of(JsonElement figure)
    {
        var value = figure.GetProperty("value");
        var interval = figure.GetProperty("interval");
        return new(
            figure.GetProperty("name").GetString()!,
            value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null,
            interval.ValueKind == JsonValueKind.Array ? new Interval(interval[0].GetDouble(), interval[1].GetDouble()) : null,
            figure.GetProperty("is_alarm").GetBoolean());
    }
}
