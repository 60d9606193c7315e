namespace CovidCxr.Training.Runs;

/// <summary>The files of a run's folder.</summary>
/// <param name="path">The run's folder.</param>
public sealed class RunFolder(string path)
{
    /// <summary>The folder.</summary>
    public string Path { get; } = path;

    /// <summary>The recipe with every value.</summary>
    public string Recipe => System.IO.Path.Combine(Path, "recipe.yaml");

    /// <summary>Seed, dataset, versions and processor; see <see cref="RunDescription"/>.</summary>
    public string Description => System.IO.Path.Combine(Path, "run.json");

    /// <summary>One row for every finished epoch; see <see cref="MetricsFile"/>.</summary>
    public string Metrics => System.IO.Path.Combine(Path, "metrics.csv");

    /// <summary>TensorBoard's event files.</summary>
    public string TensorBoard => System.IO.Path.Combine(Path, "tensorboard");

    /// <summary>The weights of the epoch that the recipe selects, see <see cref="Recipes.Recipe.Select"/>.</summary>
    public string Best => System.IO.Path.Combine(Path, "best.safetensors");

    /// <summary>Temperature and thresholds; written at the end if the recipe asks for it.</summary>
    public string Calibration => System.IO.Path.Combine(Path, "calibration.json");

    /// <summary>Everything a run needs to be resumed; see <see cref="Checkpoint"/>.</summary>
    public string Last => System.IO.Path.Combine(Path, "last.safetensors");

    /// <summary>Whether a training has begun here: its description is there, or what comes after it.</summary>
    public bool HoldsRun => File.Exists(Description) || HasTrained;

    /// <summary>Whether a training has saved anything here.</summary>
    public bool HasTrained => File.Exists(Last) || File.Exists(Best) || File.Exists(Metrics);

    /// <summary>Decoded pixels of a split; deleted at the end of the run.</summary>
    public string Pixels(string split) => System.IO.Path.Combine(Path, $"pixels-{split}.cache");
}
