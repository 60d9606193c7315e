using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Datasets;
using CovidCxr.Training.Recipes;

namespace CovidCxr.Training.Runs;

/// <summary>Makes a run's folder, or checks that a resumed run is the same one.</summary>
internal static class RunStart
{
    /// <exception cref="InputException">The folder cannot be made, holds something else, or is a run with other data, seed or recipe.</exception>
    public static RunFolder Prepare(TrainingOptions options, RunDescription description)
    {
        var run = new RunFolder(options.Out);
        if (options.Resume && File.Exists(run.Description))
            CheckSame(options, run, description);
        else
            Begin(options, run);
        try
        {
            // Whole, for a resumed run has them already: killed here, it must still be one.
            AtomicFile.Write(run.Recipe, RecipeFile.Write(options.Recipe));
            AtomicFile.Write(run.Description, description.Write());
        }
        catch
        {
            Undo(run);
            throw;
        }
        return run;
    }

    /// <summary>Takes back what <see cref="Prepare"/> made, where a run failed before there was anything to go on from.</summary>
    public static void Undo(RunFolder run)
    {
        if (File.Exists(run.Last) || !Directory.Exists(run.Path))
            return;
        try
        {
            Directory.Delete(run.Path, recursive: true);
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            // What went wrong before this is what the user must hear of.
        }
    }

    private static void Begin(TrainingOptions options, RunFolder run)
    {
        if (Directory.Exists(options.Out) && Directory.EnumerateFileSystemEntries(options.Out).Any())
            throw new InputException(File.Exists(run.Description)
                ? $"--out {options.Out}: holds a run already; go on with it (--resume) or choose another folder"
                : $"--out {options.Out}: is not empty and not a run; choose a new folder");
        try
        {
            Directory.CreateDirectory(options.Out);
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw new InputException($"--out {options.Out}: cannot be made ({e.Message}); choose another folder", e);
        }
    }

    private static void CheckSame(TrainingOptions options, RunFolder run, RunDescription now)
    {
        var before = RunDescription.Read(run);
        if (before.Dataset != now.Dataset)
            throw new InputException($"--data {options.Data}: is not the dataset that the run {options.Out} was started with; give that one, or start a new run");
        if (before.Seed != now.Seed)
            throw new InputException($"--seed {now.Seed}: the run {options.Out} was started with seed {before.Seed}; give that one, or start a new run");
        if (Lines(options.Recipe).Except(Lines(RecipeFile.Read(run.Recipe))).FirstOrDefault() is { } different)
            throw new InputException($"--resume: the run {options.Out} was started with another recipe; '{different.Trim()}' differs. Give the same recipe, or start a new run");
    }

    /// <summary>
    /// All of a recipe but its epochs, with the defaults: more epochs are a way to go on, anything else would make a run of two halves, and a run
    /// of an earlier version has fewer keys.
    /// </summary>
    private static IEnumerable<string> Lines(Recipe recipe) =>
        RecipeFile.Write(recipe).Split('\n').Where(line => !line.StartsWith("epochs:", StringComparison.Ordinal));
}
