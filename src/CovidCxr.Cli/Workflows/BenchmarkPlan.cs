using System.Text.Json;
using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Training.Loop;

namespace CovidCxr.Cli.Workflows;

/// <summary>
/// How a run of a benchmark is fitted into its minutes. It is decided once, before the training, and kept beside the run, so that a run
/// that was killed goes on by it, whatever else the machine does then.
/// </summary>
internal sealed record BenchmarkPlan
{
    /// <summary>SHA-256 of the recipe as written.</summary>
    public required string RecipeSha256 { get; init; }

    /// <summary>Minutes for the training.</summary>
    public required double BudgetMinutes { get; init; }

    /// <summary>The share of the training images that an epoch of the recipe takes.</summary>
    public required double Share { get; init; }

    /// <summary>What was measured.</summary>
    public required TrainingPace Pace { get; init; }

    /// <summary>Reads the plan of an earlier start; null if there is none.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">The file is damaged.</exception>
    public static BenchmarkPlan? Read(string path)
    {
        if (!File.Exists(path))
            return null;
        try
        {
            return JsonSerializer.Deserialize<BenchmarkPlan>(RegularFile.ReadText(path), Json.SnakeCase)
                ?? throw new JsonException("it is empty");
        }
        catch (Exception e) when (e is JsonException || FileError.IsFileError(e))
        {
            throw new InputException($"{path}: is damaged ({e.Message}); delete its folder to train this run again", e);
        }
    }

    /// <summary>Writes the plan.</summary>
    /// <param name="path">The file.</param>
    public void Write(string path) => AtomicFile.Write(path, Json.Write(this, Json.SnakeCase));
}
