namespace CovidCxr.Reports;

/// <summary>One epoch of training: a point of figures 5 and 6. NaN stands for what was not measured.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="TrainLoss">Nats, as training minimises it.</param>
/// <param name="TrainAccuracy">0..1.</param>
/// <param name="TrainPrecision">Micro-averaged at 0.5, 0..1.</param>
/// <param name="TrainRecall">Micro-averaged at 0.5, 0..1.</param>
/// <param name="ValLoss">Nats.</param>
/// <param name="ValAccuracy">0..1.</param>
/// <param name="ValPrecision">Micro-averaged at 0.5, 0..1.</param>
/// <param name="ValRecall">Micro-averaged at 0.5, 0..1.</param>
/// <param name="Rate">The learning rate.</param>
public sealed record TrainingEpoch(
    int Epoch,
    double TrainLoss,
    double TrainAccuracy,
    double TrainPrecision,
    double TrainRecall,
    double ValLoss,
    double ValAccuracy,
    double ValPrecision,
    double ValRecall,
    double Rate);
