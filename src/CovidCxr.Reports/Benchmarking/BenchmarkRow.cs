using System.Globalization;
using CovidCxr.Core.Metrics;

namespace CovidCxr.Reports.Benchmarking;

/// <summary>A run of the benchmark: a recipe and a seed, what it cost and how well it does.</summary>
/// <param name="Cells">The cells by the names of <see cref="BenchmarkTable"/>.</param>
public sealed record BenchmarkRow(IReadOnlyDictionary<string, string> Cells)
{
    /// <summary>The recipe's name.</summary>
    public string Recipe => Cells["recipe"];

    /// <summary>The seed.</summary>
    public long Seed => long.Parse(Cells["seed"], CultureInfo.InvariantCulture);

    /// <summary>A number of a column; null if it was not measured.</summary>
    public double? Number(string column) =>
        double.TryParse(Cells[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The 95 % interval of a column that has one; null if it is not defined.</summary>
    public Interval? Interval(string column) =>
        (Number($"{column}_low"), Number($"{column}_high")) is ({ } low, { } high) ? new Interval(low, high) : null;
}

/// <summary>What is known of a run besides its report.</summary>
public sealed record BenchmarkCost
{
    /// <summary>The network's name.</summary>
    public required string Network { get; init; }

    /// <summary>Side of the input, pixels.</summary>
    public required int InputSize { get; init; }

    /// <summary>The arithmetic of the training.</summary>
    public required string Arithmetic { get; init; }

    /// <summary>SHA-256 of the recipe before the benchmark fitted it into its minutes.</summary>
    public required string RecipeSha256 { get; init; }

    /// <summary>Minutes that a training may take.</summary>
    public required double BudgetMinutes { get; init; }

    /// <summary>The collections that the network did not learn from, divided by spaces; empty for none.</summary>
    public required string WithoutSources { get; init; }

    /// <summary>Trained parameters.</summary>
    public required long Parameters { get; init; }

    /// <summary>Multiply-adds for one image.</summary>
    public required long MultiplyAdds { get; init; }

    /// <summary>Passes over the training images, of which the last may be a part of one.</summary>
    public required double Epochs { get; init; }

    /// <summary>Seconds for such a pass, validation included.</summary>
    public required double SecondsPerEpoch { get; init; }

    /// <summary>Most memory that training takes, above that of the program, bytes.</summary>
    public required long PeakMemory { get; init; }

    /// <summary>Images per second through ONNX Runtime on all cores.</summary>
    public required double ImagesPerSecond { get; init; }

    /// <summary>Size of the model file, bytes.</summary>
    public required long FileBytes { get; init; }

    /// <summary>Images of the collections that the network did not learn from.</summary>
    public required int AcrossImages { get; init; }

    /// <summary>The mean of the classes' recalls on them; null if there are none.</summary>
    public required double? AcrossRecall { get; init; }
}
