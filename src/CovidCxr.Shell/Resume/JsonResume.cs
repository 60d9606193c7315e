using System.Text;
using System.Text.Json;
using CovidCxr.Core;

namespace CovidCxr.Shell.Resume;

/// <summary>Reads what a JSON file of predictions holds, one that a killed run left behind too.</summary>
internal static class JsonResume
{
    /// <summary>Reads it.</summary>
    /// <exception cref="InputException">It is no array of predictions as this program writes it, or of more than one model.</exception>
    public static ResumeState Read(string path)
    {
        var held = new ResumeState(path);
        var (first, ended) = (true, false);
        foreach (var (text, end, whole) in OutputLines.Read(path, quotes: false))
        {
            if (ended)
                throw NoArray(path);
            if (first)
            {
                if (text is not ("[" or "[]"))
                    throw NoArray(path);
                first = false;
                ended = text == "[]";
            }
            else if (text == "]")
            {
                ended = true;
            }
            else if (!Add(held, text, whole ? end - 1 : end) && whole)
            {
                throw NoArray(path);
            }
        }
        return held;
    }

    // False where the line is no whole prediction.
    private static bool Add(ResumeState held, string line, long end)
    {
        var comma = line.EndsWith(',');
        try
        {
            using var json = JsonDocument.Parse(comma ? line.AsMemory(0, line.Length - 1) : line.AsMemory());
            var file = json.RootElement.GetProperty("file").GetString()!;
            var model = json.RootElement.TryGetProperty("model", out var named) ? named.GetString() : null;
            held.Add(file, json.RootElement.TryGetProperty("error", out _), model, comma ? end - 1 : end);
            return true;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return false;
        }
    }

    private static InputException NoArray(string path) =>
        new($"--out {path} is no array of 'covidcxr predict --format json'; choose another --out, or leave out --resume to replace it");
}
