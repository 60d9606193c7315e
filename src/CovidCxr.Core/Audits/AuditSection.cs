using System.Text.Json.Serialization;

namespace CovidCxr.Core.Audits;

/// <summary>One question of an audit, with its answer.</summary>
/// <param name="Number">Its number in the report, from 1.</param>
/// <param name="Key">Its name in files: <c>same_source_controls</c>.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Question">What it asks, one or two sentences.</param>
public sealed record AuditSection(int Number, string Key, string Title, string Question)
{
    /// <summary>The numbers, the most important first.</summary>
    public IReadOnlyList<AuditFigure> Figures { get; init; } = [];

    /// <summary>The tables.</summary>
    public IReadOnlyList<AuditTable> Tables { get; init; } = [];

    /// <summary>The plots.</summary>
    public IReadOnlyList<AuditChart> Charts { get; init; } = [];

    /// <summary>The pictures.</summary>
    [JsonIgnore]
    public IReadOnlyList<AuditPicture> Pictures { get; init; } = [];

    /// <summary>What was not measured and why, or what limits the numbers: one sentence each without a full stop.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Whether anything was measured.</summary>
    public bool IsMeasured => Figures.Any(figure => figure.Value is not null) || Tables.Count > 0;

    /// <summary>Whether a number is an alarm.</summary>
    public bool IsAlarm => Figures.Any(figure => figure.IsAlarm);
}
