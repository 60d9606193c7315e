namespace CovidCxr.Core.Metrics;

/// <summary>Images of similar confidence, one row of a reliability table.</summary>
/// <param name="Count">Images in the bin, at least 1.</param>
/// <param name="Lowest">The lowest confidence in it, 0..1.</param>
/// <param name="Highest">The highest confidence in it, 0..1.</param>
/// <param name="Confidence">The mean confidence, 0..1.</param>
/// <param name="Accuracy">The share of images read right, 0..1.</param>
public readonly record struct ReliabilityBin(int Count, double Lowest, double Highest, double Confidence, double Accuracy);
