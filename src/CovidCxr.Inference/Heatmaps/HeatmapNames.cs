using System.Collections.Concurrent;

namespace CovidCxr.Inference.Heatmaps;

/// <summary>
/// A name in one folder for every X-ray, whatever folders they come from: the file's name without its ending; where that is taken, the folder's
/// name before it; where that is taken too, a number behind it. The same files in the same order always get the same names.
/// </summary>
internal sealed class HeatmapNames
{
    // Of a map; no X-ray called so may take its place.
    public const string MapEnding = ".map";

    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, string> waiting = new(StringComparer.Ordinal);

    /// <summary>Gives a file its name, also where it comes again; in the order of the files, from one thread at a time.</summary>
    public void Add(string file)
    {
        if (!seen.Add(file))
            return;
        var name = Path.GetFileNameWithoutExtension(file);
        if (!Take(name))
        {
            var parent = Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(file)));
            var longer = string.IsNullOrEmpty(parent) ? name : $"{parent}_{name}";
            name = longer;
            for (var number = 2; !Take(name); number++)
                name = $"{longer}-{number}";
        }
        waiting[file] = name;
    }

    /// <summary>The name that a file got, once; null where it was given out already. From any thread.</summary>
    public string? GiveOut(string file) => waiting.TryRemove(file, out var name) ? name : null;

    private bool Take(string name)
    {
        if (taken.Contains(name) || taken.Contains(name + MapEnding))
            return false;
        taken.Add(name);
        taken.Add(name + MapEnding);
        return true;
    }
}
