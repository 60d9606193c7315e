using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Imaging.Files;

namespace CovidCxr.Shell.Output;

/// <summary>The complete predictions that an output file already holds.</summary>
/// <param name="path">The output file, for messages.</param>
internal sealed class ResumeState(string path)
{
    private readonly Dictionary<string, int> files = new(StringComparer.Ordinal);

    /// <summary>Length of the part of the file that is kept, bytes; half a prediction or the end of an array may follow.</summary>
    public long KeptBytes { get; set; }

    /// <summary>Number of predictions.</summary>
    public int Count { get; private set; }

    /// <summary>Number of predictions that tell of an unreadable image.</summary>
    public int Unread { get; private set; }

    /// <summary>The model of all predictions; null if none names it.</summary>
    public string? Model { get; private set; }

    /// <summary>Adds one prediction.</summary>
    /// <param name="file">Its image.</param>
    /// <param name="unread">Whether the image could not be read.</param>
    /// <param name="model">Its model, or null if it names none.</param>
    /// <param name="end">Its end in the output file, bytes.</param>
    /// <exception cref="InputException">The prediction is of another model than those before.</exception>
    public void Add(string file, bool unread, string? model, long end)
    {
        if (Model is { } before && model is not null && model != before)
            throw new InputException($"--out {path} holds scores of two models, '{before}' and '{model}'; choose another --out");
        files[file] = files.GetValueOrDefault(file) + 1;
        Count++;
        Unread += unread ? 1 : 0;
        Model = model ?? Model;
        KeptBytes = end;
    }

    /// <summary>Leaves out the images that the file holds; one that is listed twice must be held twice to be left out twice.</summary>
    /// <param name="all">The images that the output should hold in the end.</param>
    public IEnumerable<FoundFile> Remaining(IEnumerable<FoundFile> all)
    {
        foreach (var file in all)
        {
            var name = PathBytes.Show(file.Path); // as the output has it
            if (files.TryGetValue(name, out var count) && count > 0)
                files[name] = count - 1;
            else
                yield return file;
        }
    }
}
