using CovidCxr.Core.Metrics;

namespace CovidCxr.Core.Evaluation;

/// <summary>The figures of one class, by the highest probability, with 95 % intervals by <see cref="GroupBootstrap"/>.</summary>
/// <param name="Finding">The class.</param>
/// <param name="Images">Images of the class.</param>
/// <param name="Predicted">Images read as the class.</param>
/// <param name="Precision">See <see cref="ConfusionMatrix.Precision"/>; 0..1 or null.</param>
/// <param name="PrecisionInterval">Its interval; null where it is not defined.</param>
/// <param name="Recall">See <see cref="ConfusionMatrix.Recall"/>; 0..1 or null.</param>
/// <param name="RecallInterval">Its interval; null where it is not defined.</param>
/// <param name="F1">See <see cref="ConfusionMatrix.F1"/>; 0..1 or null.</param>
/// <param name="Roc">The class against the rest; its area is NaN where the class or the rest has no image.</param>
/// <param name="TrueProbability">Table 4's row of the class.</param>
public sealed record ClassMetrics(
    Finding Finding,
    int Images,
    int Predicted,
    double? Precision,
    Interval? PrecisionInterval,
    double? Recall,
    Interval? RecallInterval,
    double? F1,
    RocCurve Roc,
    TrueClassProbability TrueProbability)
{
    /// <summary>The area under <see cref="Roc"/>, 0..1; null where it is not defined.</summary>
    public double? Auc => double.IsNaN(Roc.Auc) ? null : Roc.Auc;
}
