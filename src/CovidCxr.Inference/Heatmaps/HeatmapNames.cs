using System.Collections.Concurrent;
using CovidCxr.Core.Storage;

namespace CovidCxr.Inference.Heatmaps;

/// <summary>
/// Names X-rays from any folders so that each name is unique in one folder: the file's name without its extension; if that is taken, the
/// name of the file's folder before it; if that is taken too, a number behind it. The same files in the same order always get the same
/// names.
/// </summary>
public sealed class HeatmapNames
{
    /// <summary>The ending of a map's name; reserved, so that no X-ray takes the place of another one's map.</summary>
    public const string MapEnding = ".map";

    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, string> waiting = new(StringComparer.Ordinal);

    /// <summary>Names a file, or ignores it if it has been named; called in the order of the files, from one thread at a time.</summary>
    public void Add(string file)
    {
        if (!seen.Add(file))
            return;
        // Not the last number of 1.2.840.10008.5, a name that DICOM files have.
        var hasExtension = !Path.GetExtension(file).Skip(1).All(char.IsAsciiDigit);
        var name = PathBytes.Show(hasExtension ? Path.GetFileNameWithoutExtension(file) : Path.GetFileName(file));
        if (!Reserve(name))
        {
            var parent = PathBytes.Show(Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(file))) ?? "");
            var longer = string.IsNullOrEmpty(parent) ? name : $"{parent}_{name}";
            name = longer;
            for (var number = 2; !Reserve(name); number++)
                name = $"{longer}-{number}";
        }
        waiting[file] = name;
    }

    /// <summary>Takes a file's name, once; null if it has been taken. Called from any thread.</summary>
    public string? Take(string file) => waiting.TryRemove(file, out var name) ? name : null;

    private bool Reserve(string name)
    {
        if (taken.Contains(name) || taken.Contains(name + MapEnding))
            return false;
        taken.Add(name);
        taken.Add(name + MapEnding);
        return true;
    }
}
