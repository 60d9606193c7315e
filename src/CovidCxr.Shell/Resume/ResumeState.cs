using CovidCxr.Core;

namespace CovidCxr.Shell.Resume;

/// <summary>What an output file already holds: the whole predictions in it, and where they end.</summary>
/// <param name="path">The output file, for the message.</param>
internal sealed class ResumeState(string path)
{
    private readonly Dictionary<string, int> files = new(StringComparer.Ordinal);

    /// <summary>Bytes of the file that are kept; what follows is half a prediction or the end of a list.</summary>
    public long Length { get; set; }

    /// <summary>Predictions in it.</summary>
    public int Count { get; private set; }

    /// <summary>Those of files that could not be read.</summary>
    public int Unread { get; private set; }

    /// <summary>The model of all; null where none names it.</summary>
    public string? Model { get; private set; }

    /// <summary>Notes one prediction.</summary>
    /// <param name="file">Its file.</param>
    /// <param name="unread">Whether the file could not be read.</param>
    /// <param name="model">Its model, where it names one.</param>
    /// <param name="end">Where it ends in the output file, bytes.</param>
    /// <exception cref="InputException">It is another model's than those before.</exception>
    public void Add(string file, bool unread, string? model, long end)
    {
        if (Model is { } before && model is not null && model != before)
            throw new InputException($"--out {path} holds scores of two models, '{before}' and '{model}'; choose another --out");
        files[file] = files.GetValueOrDefault(file) + 1;
        Count++;
        Unread += unread ? 1 : 0;
        Model = model ?? Model;
        Length = end;
    }

    /// <summary>The files that are still to be scored. A file that is named twice is left out only as often as it is held.</summary>
    public IEnumerable<string> Remaining(IEnumerable<string> all)
    {
        foreach (var file in all)
            if (files.TryGetValue(file, out var count) && count > 0)
                files[file] = count - 1;
            else
                yield return file;
    }
}
