namespace CovidCxr.Core.Evaluation;

/// <summary>
/// What is known of a finished epoch of training: a row of the run's <c>metrics.csv</c> (<see cref="EpochColumn"/>) and a point of
/// figures 5 and 6. NaN stands for what was not measured.
/// </summary>
/// <param name="Epoch">From 1, as in the paper's figures.</param>
/// <param name="TrainLoss">Nats, weighted and smoothed, over the augmented images as they came.</param>
/// <param name="TrainAccuracy">0 to 1.</param>
/// <param name="TrainPrecision">Micro-averaged at 0.5, 0 to 1.</param>
/// <param name="TrainRecall">Micro-averaged at 0.5, 0 to 1.</param>
/// <param name="ValLoss">Nats, plain cross-entropy, neither weighted nor smoothed.</param>
/// <param name="ValAccuracy">0 to 1.</param>
/// <param name="ValPrecision">Micro-averaged at 0.5, 0 to 1.</param>
/// <param name="ValRecall">Micro-averaged at 0.5, 0 to 1.</param>
/// <param name="Rate">Learning rate of the last step.</param>
/// <param name="Seconds">Time of the epoch in seconds, validation included; not comparable after a resume within it.</param>
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
