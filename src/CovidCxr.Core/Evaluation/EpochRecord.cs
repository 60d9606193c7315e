using System.Globalization;

namespace CovidCxr.Core.Evaluation;

/// <summary>
/// The metrics of a finished epoch of training: a row of the run's <c>metrics.csv</c> (<see cref="EpochColumn"/>) and a point of
/// figures 5 and 6. NaN stands for a value that was not measured.
/// </summary>
/// <param name="Epoch">From 1, as in the paper's figures.</param>
/// <param name="TrainLoss">Nats, weighted and smoothed, over the augmented images while training.</param>
/// <param name="TrainAccuracy">0 to 1.</param>
/// <param name="TrainPrecision">Micro-averaged at 0.5, 0 to 1.</param>
/// <param name="TrainRecall">Micro-averaged at 0.5, 0 to 1.</param>
/// <param name="ValLoss">Nats, plain cross-entropy, neither weighted nor smoothed.</param>
/// <param name="ValAccuracy">0 to 1.</param>
/// <param name="ValPrecision">Micro-averaged at 0.5, 0 to 1.</param>
/// <param name="ValRecall">Micro-averaged at 0.5, 0 to 1.</param>
/// <param name="Rate">The learning rate of the last step.</param>
/// <param name="Seconds">The duration with validation, seconds; not comparable if training was resumed within the epoch.</param>
public sealed record EpochRecord(
    int Epoch,
    double TrainLoss,
    double TrainAccuracy,
    double TrainPrecision,
    double TrainRecall,
    double ValLoss,
    double ValAccuracy,
    double ValPrecision,
    double ValRecall,
    double Rate,
    double Seconds);

/// <summary>A column of the tables that have a row for each <see cref="EpochRecord"/>.</summary>
/// <param name="Name">The header.</param>
/// <param name="Value">Reads the column's value from a record.</param>
/// <param name="Format">The .NET number format in a run's <c>metrics.csv</c>.</param>
public sealed record EpochColumn(string Name, Func<EpochRecord, double> Value, string Format)
{
    /// <summary>The learning rate.</summary>
    public static EpochColumn Rate { get; } = new("rate", e => e.Rate, "G6");

    /// <summary>The duration of the epoch.</summary>
    public static EpochColumn Seconds { get; } = new("seconds", e => e.Seconds, "F1");

    /// <summary>All columns in the order of the file.</summary>
    public static IReadOnlyList<EpochColumn> All { get; } =
    [
        new("epoch", e => e.Epoch, "F0"),
        new("train_loss", e => e.TrainLoss, "F6"),
        new("train_accuracy", e => e.TrainAccuracy, "F6"),
        new("train_precision", e => e.TrainPrecision, "F6"),
        new("train_recall", e => e.TrainRecall, "F6"),
        new("val_loss", e => e.ValLoss, "F6"),
        new("val_accuracy", e => e.ValAccuracy, "F6"),
        new("val_precision", e => e.ValPrecision, "F6"),
        new("val_recall", e => e.ValRecall, "F6"),
        Rate,
        Seconds,
    ];

    /// <summary>Makes a record of a row's values.</summary>
    /// <param name="values">One for each column, in the order of <see cref="All"/>.</param>
    /// <exception cref="ArgumentException">There are more or fewer values than columns.</exception>
    public static EpochRecord Record(IReadOnlyList<double> values) => values.Count == All.Count
        ? new((int)values[0], values[1], values[2], values[3], values[4], values[5], values[6], values[7], values[8], values[9], values[10])
        : throw new ArgumentException($"{values.Count} values do not fill {All.Count} columns", nameof(values));

    /// <summary>Formats the record's value for a run's <c>metrics.csv</c>.</summary>
    public string Cell(EpochRecord record) => Value(record).ToString(Format, CultureInfo.InvariantCulture);
}
