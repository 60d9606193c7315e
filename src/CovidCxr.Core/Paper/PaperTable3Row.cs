using CovidCxr.Core.Evaluation;

namespace CovidCxr.Core.Paper;

/// <summary>A row of the paper's table 3.</summary>
/// <param name="Loss">Nats, smoothed; weighted for the training set only.</param>
/// <param name="Accuracy">0..1.</param>
/// <param name="Precision">Micro-averaged at 0.5, 0..1; see <see cref="MicroAtHalf"/>.</param>
/// <param name="Recall">Micro-averaged at 0.5, 0..1.</param>
public sealed record PaperTable3Row(double Loss, double Accuracy, double Precision, double Recall);
