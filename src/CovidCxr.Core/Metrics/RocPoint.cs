namespace CovidCxr.Core.Metrics;

/// <summary>One point of a ROC curve: images that score at least <paramref name="Threshold"/> are called positive.</summary>
/// <param name="Threshold">The score; infinite at the curve's start, where nothing is called positive.</param>
/// <param name="FalsePositiveRate">The share of negatives called positive, 0..1.</param>
/// <param name="TruePositiveRate">The share of positives called positive, 0..1.</param>
public readonly record struct RocPoint(double Threshold, double FalsePositiveRate, double TruePositiveRate);
