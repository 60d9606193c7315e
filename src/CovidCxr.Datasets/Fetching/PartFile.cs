using System.Text.Json;

namespace CovidCxr.Datasets.Fetching;

/// <summary>
/// A download on its way: <c>NAME.part</c> and, beside it, <c>NAME.part.json</c> with what a later run must know to go on
/// with the same bytes.
/// </summary>
internal sealed class PartFile
{
    private readonly string notePath;

    private PartFile(string path, string notePath, PartNote note)
    {
        FilePath = path;
        this.notePath = notePath;
        Note = note;
    }

    /// <summary>The path of the bytes.</summary>
    public string FilePath { get; }

    /// <summary>What is known of them.</summary>
    public PartNote Note { get; private set; }

    /// <summary>The bytes so far.</summary>
    public long Length => File.Exists(FilePath) ? new FileInfo(FilePath).Length : 0;

    /// <summary>Takes up what an earlier run left, unless it came from elsewhere or cannot be told apart from something else.</summary>
    /// <param name="archivePath">Where the archive would lie, without <c>.part</c>.</param>
    /// <param name="url">Where it comes from.</param>
    public static PartFile Open(string archivePath, Uri url)
    {
        var path = archivePath + ".part";
        var notePath = path + ".json";
        var part = new PartFile(path, notePath, ReadNote(notePath) ?? new PartNote(url.AbsoluteUri, null, false));
        if (part.Note.Url != url.AbsoluteUri || part.Length == 0 || !part.IsWorthKeeping)
            part.Restart(url, null);
        return part;
    }

    // Bytes without a validator cannot be told from those of another edition, so nothing may be joined to them.
    private bool IsWorthKeeping => Note.Whole || (Note.Validator is not null && Length > 0);

    /// <summary>Drops the bytes and notes the validator (ETag or date) of those that now come; null where there is none.</summary>
    public void Restart(Uri url, string? validator)
    {
        Delete();
        Note = new PartNote(url.AbsoluteUri, validator, false);
        if (validator is not null)
            Write(Note);
    }

    /// <summary>Leaves on disk only what a later run can go on with.</summary>
    public void Tidy()
    {
        if (!IsWorthKeeping)
            Delete();
    }

    /// <summary>Notes that all bytes are here.</summary>
    public void MarkWhole() => Write(Note with { Whole = true });

    /// <summary>Removes both files.</summary>
    public void Delete()
    {
        File.Delete(FilePath);
        File.Delete(notePath);
    }

    private static PartNote? ReadNote(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<PartNote>(File.ReadAllText(path)) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void Write(PartNote note)
    {
        Note = note;
        File.WriteAllText(notePath, JsonSerializer.Serialize(note));
    }
}

/// <summary>What is remembered of a download between two runs.</summary>
/// <param name="Url">Where the bytes came from.</param>
/// <param name="Validator">The server's strong ETag or modification date, for If-Range; null where it gave none.</param>
/// <param name="Whole">True when the last byte has come.</param>
internal sealed record PartNote(string Url, string? Validator, bool Whole);
