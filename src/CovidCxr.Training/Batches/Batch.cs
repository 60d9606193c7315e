using CovidCxr.Core;

namespace CovidCxr.Training.Batches;

/// <summary>Images on their way into a network.</summary>
/// <param name="Pixels">[b, h, w], gray, row by row, about 0 to 1.</param>
/// <param name="Size">h and w, pixels.</param>
/// <param name="Labels">[b], class indices in the order of <see cref="Findings.All"/>.</param>
public sealed record Batch(float[] Pixels, int Size, int[] Labels)
{
    /// <summary>b, the number of images.</summary>
    public int Count => Labels.Length;
}
