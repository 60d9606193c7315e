using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Datasets;
using CovidCxr.Training.Recipes;

namespace CovidCxr.Training.Runs;

/// <summary>Makes a new run's folder, or checks that a resumed run continues with the same options.</summary>
internal sealed class RunStart
{
    private readonly bool isNew;

    private RunStart(RunFolder run, bool isNew) => (Run, this.isNew) = (run, isNew);

    /// <summary>The run's folder.</summary>
    public RunFolder Run { get; }

    /// <summary>Makes the folder of a new run, or checks the options against those of a stopped one, which stays as it is.</summary>
    /// <exception cref="InputException">
    /// The folder cannot be written, holds something else, or is a damaged run or one with other data, seed or recipe.
    /// </exception>
    public static RunStart Prepare(TrainingOptions options, RunDescription description)
    {
        var run = new RunFolder(options.Out);
        if (options.Resume && run.HoldsRun)
        {
            CheckSame(options, run, description);
            return new RunStart(run, isNew: false);
        }
        MakeFolder(options, run);
        return new RunStart(run, isNew: true);
    }

    /// <summary>Writes description and recipe. A resumed run has both already; if it is killed meanwhile, it keeps them.</summary>
    /// <exception cref="InputException">A file cannot be written.</exception>
    public void Write(TrainingOptions options, RunDescription description)
    {
        AtomicFile.Write(Run.Description, description.Write()); // first, because it makes the folder a run
        AtomicFile.Write(Run.Recipe, RecipeFile.Write(options.Recipe));
    }

    /// <summary>Deletes the folder of a new run that failed before its first checkpoint; never that of a resumed one.</summary>
    public void Undo()
    {
        if (isNew && !File.Exists(Run.Last))
            FileError.DeleteQuietly(Run.Path);
    }

    private static void MakeFolder(TrainingOptions options, RunFolder run)
    {
        // Left if it was killed while writing its first file.
        var remnant = Path.GetFileName(run.Description) + AtomicFile.PartialEnding;
        if (Directory.Exists(options.Out) && Directory.EnumerateFileSystemEntries(options.Out).Any(e => Path.GetFileName(e) != remnant))
            throw new InputException(run.HoldsRun
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
                    : $"without {string.Join(", ", untrained)}; "
                        + $"give {ClassRule.Option} {string.Join(',', untrained)}, or start a new run"));
        if (!before.HeldOut.IsSame(now.HeldOut))
            throw new InputException(
                $"--resume: the run {options.Out} was started with other images held out; give the same --fold and --without-source, "
                + "or start a new run");
        if (!before.Teachers.SequenceEqual(now.Teachers))
            throw new InputException(
                $"--teacher: the run {options.Out} was started with "
                + $"{(before.Teachers.Count == 0 ? "none" : string.Join(' ', before.Teachers))}; give the same, or start a new run");
        var isStarted = File.Exists(run.Recipe) || run.HasTrained; // else it was killed before its recipe was written
        if (isStarted && Lines(options.Recipe).Except(Lines(before.ReadRecipe(run))).FirstOrDefault() is { } different)
            throw new InputException(
                $"--resume: the run {options.Out} was started with another recipe, '{different.Trim()}' differs; "
                + "give the same recipe, or start a new run");
        if (before.Arithmetic != now.Arithmetic)
            options.Warn?.Invoke(
                $"the run {options.Out} was started in {before.Arithmetic} and goes on in {now.Arithmetic}, which this processor has; "
                + "its weights will differ from those of an uninterrupted run");
        else if (before.Threads != now.Threads)
            options.Warn?.Invoke(
                $"the run {options.Out} was started with {Counted.Of(before.Threads, "thread")} and goes on with {now.Threads}; "
                + "its weights will differ from those of an uninterrupted run in their last digits");
    }

    /// <summary>
    /// The lines of a recipe, with its defaults, except the epochs: a run may be continued for more epochs. The defaults are there because
    /// a run of an earlier version has fewer keys.
    /// </summary>
    private static IEnumerable<string> Lines(Recipe recipe) =>
        RecipeFile.Write(recipe).Split('\n').Where(line => !line.StartsWith("epochs:", StringComparison.Ordinal));
}
