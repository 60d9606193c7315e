using CovidCxr.Core.Metrics;

namespace CovidCxr.Core.Evaluation;

/// <summary>
/// Precision and recall of the paper's table 3: micro-averaged over all class probabilities, each positive above 0.5, like Keras'
/// <c>Precision()</c> and <c>Recall()</c> on one-hot labels. At most one class of an image can be positive, so an image whose
/// highest probability is 0.5 or less counts as no prediction: it lowers recall but not precision.
/// <c>EpochMeter</c> of the training computes the same metric batch by batch.
/// </summary>
/// <param name="Precision">
/// True positives among all positives, 0..1; null without positives, where Keras, and <c>EpochMeter</c> with it, says 0.
/// </param>
/// <param name="Recall">True positives among all images, 0..1.</param>
public readonly record struct MicroAtHalf(double? Precision, double Recall)
{
    /// <summary>Measures a set of images.</summary>
    /// <exception cref="ArgumentException">There is no image.</exception>
    public static MicroAtHalf Of(IReadOnlyList<ScoredImage> images)
    {
        if (images.Count == 0)
            throw new ArgumentException("there is no image to measure", nameof(images));
        int truePositives = 0, positives = 0;
        foreach (var image in images)
            for (var k = 0; k < image.Probabilities.Count; k++)
                if (image.Probabilities[k] > 0.5)
                {
                    positives++;
                    truePositives += k == (int)image.Actual ? 1 : 0;
                }
        return new MicroAtHalf(positives == 0 ? null : (double)truePositives / positives, (double)truePositives / images.Count);
    }
}
