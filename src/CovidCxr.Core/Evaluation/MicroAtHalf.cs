using CovidCxr.Core.Metrics;

namespace CovidCxr.Core.Evaluation;

/// <summary>
/// Precision and recall as the paper's table 3 has them: micro-averaged over all class scores, each taken as a yes where it
/// is greater than 0.5, like Keras' <c>Precision()</c> and <c>Recall()</c> on one-hot labels. At most one class of an image
/// can pass, so an image whose best score is 0.5 or less counts as no prediction: it lowers recall but not precision.
/// </summary>
/// <param name="Precision">Right yeses among all yeses, 0..1; 0 where there is no yes, as in Keras.</param>
/// <param name="Recall">Right yeses among all images, 0..1.</param>
public readonly record struct MicroAtHalf(double Precision, double Recall)
{
    /// <summary>Measures it.</summary>
    /// <exception cref="ArgumentException">There is no image.</exception>
    public static MicroAtHalf Of(IReadOnlyList<ScoredImage> images)
    {
        if (images.Count == 0)
            throw new ArgumentException("there is no image to measure", nameof(images));
        int right = 0, yeses = 0;
        foreach (var image in images)
            for (var k = 0; k < image.Probabilities.Count; k++)
                if (image.Probabilities[k] > 0.5)
                {
                    yeses++;
                    right += k == (int)image.Actual ? 1 : 0;
                }
        return new MicroAtHalf(yeses == 0 ? 0 : (double)right / yeses, (double)right / images.Count);
    }
}
