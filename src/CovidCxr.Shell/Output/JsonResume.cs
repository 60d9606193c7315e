using System.Text.Json;
using CovidCxr.Inference.Output;

namespace CovidCxr.Shell.Output;

/// <summary>
/// Collects the predictions of a <see cref="PredictionJson"/>, one object a line. The comma after the last one and the end of the array
/// are not kept, because the writer begins every further object with them.
/// </summary>
/// <param name="state">Where to.</param>
internal sealed class JsonResume(ResumeState state) : IResumeParser
{
    private bool begun, ended;

    /// <inheritdoc/>
    public bool Take(OutputLine line)
    {
        if (ended)
            return false;
        if (!begun)
        {
            begun = true;
            ended = line.Text == "[]";
            return line.Text is "[" or "[]";
        }
        ended = line.Text == "]";
        return ended || TryAdd(line) || !line.Whole;
    }

    private bool TryAdd(OutputLine line)
    {
        var comma = line.Text.EndsWith(',') ? 1 : 0;
        try
        {
            using var json = JsonDocument.Parse(line.Text.AsMemory(0, line.Text.Length - comma));
            if (json.RootElement.GetProperty("file").GetString() is not { } file)
                return false;
            var model = json.RootElement.TryGetProperty("model", out var name) ? name.GetString() : null;
            state.Add(file, unread: json.RootElement.TryGetProperty("error", out _), model, line.End - comma);
            return true;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return false;
        }
    }
}
