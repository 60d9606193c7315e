namespace CovidCxr.Service.Store;

/// <summary>The result of one uploaded file, as it is kept.</summary>
public sealed class StoredResult
{
    /// <summary>32 hexadecimal digits; a later result has a larger one (UUID version 7, RFC 9562).</summary>
    public required string Id { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>The batch that it belongs to; null for a direct answer.</summary>
    public string? BatchId { get; init; }

    /// <summary>The file's name.</summary>
    public required string File { get; init; }

    /// <summary>The SHA-256 of the file, lower-case hexadecimal: its name among the pictures.</summary>
    public required string PictureSha256 { get; init; }

    /// <summary>What the file is, by its content: <c>image/png</c>, <c>application/dicom</c>.</summary>
    public required string MediaType { get; init; }

    /// <summary>The members of the prediction's JSON object as <c>predict</c> writes it.</summary>
    public required string Json { get; init; }

    /// <summary>The most likely class by its key, <c>covid19</c>; null for an unreadable file.</summary>
    public string? Class { get; init; }

    /// <summary>[3] calibrated probabilities, 0 to 1, in the order of the findings; empty for an unreadable file.</summary>
    public double[] Probabilities { get; init; } = [];

    /// <summary>Whether a person should read it.</summary>
    public bool Refer { get; init; }

    /// <summary>The model that made it.</summary>
    public required string Model { get; init; }

    /// <summary>Who asked for it: the name of an API key or a subject; null where nobody signs in.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>The last verdict of a reader, by which results are found; null for none.</summary>
    public string? Verdict { get; set; }

    /// <summary>The class that the last verdict gives, by its key; null for none.</summary>
    public string? VerdictClass { get; set; }
}

/// <summary>What a reader said of a result. A later one does not delete an earlier one.</summary>
public sealed class Feedback
{
    /// <summary>32 hexadecimal digits; a later one has a larger one.</summary>
    public required string Id { get; init; }

    /// <summary>The result.</summary>
    public required string ResultId { get; init; }

    /// <summary>When it was given, UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>One of <see cref="Verdicts"/>.</summary>
    public required string Verdict { get; init; }

    /// <summary>The class that the reader sees, by its key; null if none of the three.</summary>
    public string? Class { get; init; }

    /// <summary>A note in the reader's words; null for none.</summary>
    public string? Note { get; init; }

    /// <summary>Who gave it; null where nobody signs in.</summary>
    public string? CreatedBy { get; init; }
}

/// <summary>What a reader can say of a result.</summary>
public static class Verdicts
{
    /// <summary>The class is right.</summary>
    public const string Agree = "agree";

    /// <summary>The class is wrong, and the reader does not say which is right.</summary>
    public const string Disagree = "disagree";

    /// <summary>Another class of the three, or another finding that the note names.</summary>
    public const string OtherClass = "other-class";

    /// <summary>A note without a judgement.</summary>
    public const string Note = "note";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Agree, Disagree, OtherClass, Note];
}
