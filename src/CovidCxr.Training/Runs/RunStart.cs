using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Datasets;
using CovidCxr.Training.Recipes;

namespace CovidCxr.Training.Runs;

/// <summary>Makes a new run's folder, or checks that a resumed run continues with the same options.</summary>
internal static class RunStart
{
    /// <summary>Prepares the folder and writes recipe and description.</summary>
    /// <exception cref="InputException">
    /// The folder cannot be written, holds something else, or is a run with other data, seed or recipe.
    /// </exception>
    public static RunFolder Prepare(TrainingOptions options, RunDescription description)
    {
        var run = new RunFolder(options.Out);
        if (options.Resume && File.Exists(run.Description))
            CheckSame(options, run, description);
        else
            Begin(options, run);
        try
        {
            // A resumed run has both files already; if it is killed here, it must keep them.
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

    /// <summary>Deletes the folder of a run that failed before its first checkpoint.</summary>
    public static void Undo(RunFolder run)
    {
        if (!File.Exists(run.Last))
            FileError.DeleteQuietly(run.Path);
    }

    private static void Begin(TrainingOptions options, RunFolder run)
    {
        if (Directory.Exists(options.Out) && Directory.EnumerateFileSystemEntries(options.Out).Any())
            throw new InputException(File.Exists(run.Description)
                ? $"--out {options.Out}: holds a run already; continue it with --resume, or choose another folder"
                : $"--out {options.Out}: neither empty nor a run; choose a new folder");
        try
        {
            Directory.CreateDirectory(options.Out);
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw FileError.CannotWrite($"--out {options.Out}", e, "choose another folder");
        }
    }

    private static void CheckSame(TrainingOptions options, RunFolder run, RunDescription now)
    {
        var before = RunDescription.Read(run);
        if (before.Dataset != now.Dataset)
            throw new InputException(
                $"--data {options.Data}: not the dataset that the run {options.Out} was started with; give that one, or start a new run");
        if (before.Seed != now.Seed)
            throw new InputException(
                $"--seed {now.Seed}: the run {options.Out} was started with seed {before.Seed}; give that one, or start a new run");
        if (before.UntrainedClasses is { } untrained && !untrained.SequenceEqual(now.UntrainedClasses ?? []))
            throw new InputException(
                $"{ClassRule.Option}: the run {options.Out} was started "
                + (untrained.Count == 0
                    ? "with all classes; do without the option, or start a new run"
                    : $"without {string.Join(", ", untrained)}; give {ClassRule.Option} {string.Join(',', untrained)}, or start a new run"));
        if (Lines(options.Recipe).Except(Lines(RecipeFile.Read(run.Recipe))).FirstOrDefault() is { } different)
            throw new InputException(
                $"--resume: the run {options.Out} was started with another recipe, '{different.Trim()}' differs; "
                + "give the same recipe, or start a new run");
    }

    /// <summary>
    /// The lines of a recipe, with its defaults, except the epochs: a run may be continued for more epochs. The defaults are there because
    /// a run of an earlier version has fewer keys.
    /// </summary>
    private static IEnumerable<string> Lines(Recipe recipe) =>
        RecipeFile.Write(recipe).Split('\n').Where(line => !line.StartsWith("epochs:", StringComparison.Ordinal));
}
