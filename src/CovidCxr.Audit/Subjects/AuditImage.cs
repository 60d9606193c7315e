using CovidCxr.Core;

namespace CovidCxr.Audit.Subjects;

/// <summary>An image of an audit: what is known of it, and how it is read.</summary>
/// <param name="Name">The file as the dataset, folder or table names it.</param>
/// <param name="Group">Its patient group, the unit of every interval.</param>
/// <param name="Class">Its class; null for a control.</param>
/// <param name="Finding">The finding in the source's own words.</param>
/// <param name="Source">The collection's short name.</param>
/// <param name="Read">Reads the encoded image that the network gets; safe to call from several threads.</param>
public sealed record AuditImage(string Name, string Group, Finding? Class, string Finding, string Source, Func<byte[]> Read)
{
    /// <summary>The projection; empty if nobody says.</summary>
    public string View { get; init; } = "";

    /// <summary>M, F or empty.</summary>
    public string Sex { get; init; } = "";

    /// <summary>Years, as the source writes it; may be empty.</summary>
    public string Age { get; init; } = "";

    /// <summary>The year in which it was taken; may be empty.</summary>
    public string Year { get; init; } = "";

    /// <summary>The licence; empty if nobody says.</summary>
    public string Licence { get; init; } = "";

    /// <summary>Reads the original file, before any dataset was made of it; null if it is not at hand.</summary>
    public Func<byte[]>? ReadOriginal { get; init; }

    /// <summary>The original's size; null if it is only known once it is read.</summary>
    public ImageSize? OriginalSize { get; init; }
}
