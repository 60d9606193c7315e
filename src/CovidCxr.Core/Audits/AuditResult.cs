using System.Text.Json.Serialization;

namespace CovidCxr.Core.Audits;

/// <summary>An audit: what a model reads, measured on images that it did not learn from.</summary>
public sealed record AuditResult
{
    /// <summary>The model's name and version.</summary>
    public required string Model { get; init; }

    /// <summary>The images: a dataset's split, or a user's own.</summary>
    public required string Data { get; init; }

    /// <summary>SHA-256 of the dataset's manifest or of the names and classes of a user's own images.</summary>
    public required string DataSha256 { get; init; }

    /// <summary>The split that was audited; null for a user's own images.</summary>
    public string? Split { get; init; }

    /// <summary>The command as typed.</summary>
    public required string Command { get; init; }

    /// <summary>The version of the product.</summary>
    public required string Version { get; init; }

    /// <summary>The processor.</summary>
    public required string Processor { get; init; }

    /// <summary>The date.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Images of the three classes.</summary>
    public required int Images { get; init; }

    /// <summary>Patient groups among them, the unit of every interval.</summary>
    public required int Groups { get; init; }

    /// <summary>Controls of the collections that the COVID-19 images come from.</summary>
    public required int Controls { get; init; }

    /// <summary>The headline: accuracy beside what the model does to the same sources' controls.</summary>
    public required IReadOnlyList<AuditFigure> Headline { get; init; }

    /// <summary>The questions in their order.</summary>
    public required IReadOnlyList<AuditSection> Sections { get; init; }

    /// <summary>The licences of the images that the model was trained on, with their number; empty if they are not known.</summary>
    public IReadOnlyDictionary<string, int> TrainingLicences { get; init; } = new Dictionary<string, int>();

    /// <summary>What limits the audit as a whole, one sentence each without a full stop.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The sections with an alarm.</summary>
    [JsonIgnore]
    public IEnumerable<AuditSection> Alarms => Sections.Where(section => section.IsAlarm);
}
