namespace CovidCxr.Service.Store;

/// <summary>Files that were handed in together and are predicted later.</summary>
public sealed class StoredBatch
{
    /// <summary>32 hexadecimal digits; a later batch has a larger one.</summary>
    public required string Id { get; init; }

    /// <summary>When it was accepted, UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>When its last file was done or it was canceled, UTC; null before.</summary>
    public DateTime? FinishedAt { get; set; }

    /// <summary>One of <see cref="BatchStates"/>.</summary>
    public required string State { get; set; }

    /// <summary>Its files.</summary>
    public required int Total { get; init; }

    /// <summary>Who handed it in; null where nobody signs in.</summary>
    public string? CreatedBy { get; init; }
}

/// <summary>A file of a batch.</summary>
public sealed class BatchFile
{
    /// <summary>The batch.</summary>
    public required string BatchId { get; init; }

    /// <summary>Its place in the batch, from 0.</summary>
    public required int Position { get; init; }

    /// <summary>The file's name.</summary>
    public required string File { get; init; }

    /// <summary>The SHA-256 of the file, under which it waits among the pictures.</summary>
    public required string PictureSha256 { get; init; }

    /// <summary>Its result; null until it is there, and if it cannot be read.</summary>
    public string? ResultId { get; set; }

    /// <summary>Why it cannot be read, one line; null if it can, or nobody has tried.</summary>
    public string? Error { get; set; }
}

/// <summary>What a batch can be.</summary>
public static class BatchStates
{
    /// <summary>Accepted; nobody has begun.</summary>
    public const string Queued = "queued";

    /// <summary>Some files are done.</summary>
    public const string Running = "running";

    /// <summary>All files are done.</summary>
    public const string Done = "done";

    /// <summary>Stopped by a client; results made before stay.</summary>
    public const string Canceled = "canceled";
}
