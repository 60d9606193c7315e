using System.Text.Json;
using System.Text.Json.Serialization;

namespace CovidCxr.Datasets.Fetching;

/// <summary>
/// An unfinished download: the bytes in <c>NAME.part</c>, and in <c>NAME.part.json</c> what a later run needs to know to resume it.
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

    /// <summary>The path of the bytes so far.</summary>
    public string FilePath { get; }

    /// <summary>The note about the bytes.</summary>
    public PartNote Note { get; private set; }

    /// <summary>The number of bytes so far.</summary>
    public long Length => File.Exists(FilePath) ? new FileInfo(FilePath).Length : 0;

    /// <summary>Opens what an earlier run left; restarts it if it came from another address or cannot be resumed safely.</summary>
    /// <param name="archivePath">The path of the finished archive, without <c>.part</c>.</param>
    /// <param name="url">The address of the archive.</param>
    public static PartFile Open(string archivePath, Uri url)
    {
        var path = archivePath + ".part";
        var notePath = path + ".json";
        var part = new PartFile(path, notePath, ReadNote(notePath) ?? new PartNote(url.AbsoluteUri, null, false));
        if (part.Note.Url != url.AbsoluteUri || part.Length == 0 || !part.IsWorthKeeping)
            part.Restart(url, null);
        return part;
    }

    // Bytes without a validator may belong to another version of the archive, so nothing may be appended to them.
    private bool IsWorthKeeping => Note.Complete || (Note.Validator is not null && Length > 0);

    /// <summary>Drops the bytes and notes the validator (ETag or date) of those to come; null if the server sent none.</summary>
    public void Restart(Uri url, string? validator)
    {
        Delete();
        Note = new PartNote(url.AbsoluteUri, validator, false);
        if (validator is not null)
            Write(Note);
    }

    /// <summary>Deletes what no later run can resume.</summary>
    public void Tidy()
    {
        if (!IsWorthKeeping)
            Delete();
    }

    /// <summary>Notes that the download is complete.</summary>
    public void MarkComplete() => Write(Note with { Complete = true });

    /// <summary>Deletes both files.</summary>
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

/// <summary>The note that a run leaves for the next one about a download; the names are the keys of the JSON file.</summary>
/// <param name="Url">The address that the bytes came from.</param>
/// <param name="Validator">The server's strong ETag or modification date, for If-Range; null if it sent none.</param>
/// <param name="Complete">Whether the last byte has arrived.</param>
internal sealed record PartNote(string Url, string? Validator, [property: JsonPropertyName("Whole")] bool Complete);
