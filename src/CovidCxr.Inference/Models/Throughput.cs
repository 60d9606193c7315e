using System.Diagnostics;
using CovidCxr.Core;

namespace CovidCxr.Inference.Models;

/// <summary>Measures how fast a model classifies.</summary>
public static class Throughput
{
    private const int Batch = 32;
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(3);

    /// <summary>
    /// Classifies batches of noise for three seconds, after one that is not counted, and takes the fastest: whatever else the machine does
    /// only makes a batch slower.
    /// </summary>
    /// <param name="classifier">The model.</param>
    /// <param name="cancel">Stops between two batches.</param>
    /// <returns>Images per second, decoding not included.</returns>
    public static double Measure(IClassifier classifier, CancellationToken cancel)
    {
        var pixels = new byte[Batch * classifier.InputSize * classifier.InputSize];
        new Random(0).NextBytes(pixels);
        classifier.Classify(pixels, Batch);
        var (fastest, begun) = (double.PositiveInfinity, Stopwatch.GetTimestamp());
        do
        {
            cancel.ThrowIfCancellationRequested();
            var started = Stopwatch.GetTimestamp();
            classifier.Classify(pixels, Batch);
            fastest = Math.Min(fastest, Stopwatch.GetElapsedTime(started).TotalSeconds);
        }
        while (Stopwatch.GetElapsedTime(begun) < Enough);
        return Batch / fastest;
    }
}
