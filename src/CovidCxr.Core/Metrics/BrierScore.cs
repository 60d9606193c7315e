namespace CovidCxr.Core.Metrics;

/// <summary>
/// The Brier score of several classes (Brier 1950): the squared distance between the probabilities and the truth, summed over the classes
/// and averaged over the images. 0 is perfect, 2 is certain and always wrong; a third for each class gives 0.667.
/// </summary>
public static class BrierScore
{
    /// <summary>The score of one image, 0 to 2.</summary>
    public static double Of(ScoredImage image)
    {
        var sum = 0.0;
        for (var k = 0; k < image.Probabilities.Count; k++)
        {
            var distance = image.Probabilities[k] - (k == (int)image.Actual ? 1 : 0);
            sum += distance * distance;
        }
        return sum;
    }

    /// <summary>The mean over the images, 0 to 2.</summary>
    /// <exception cref="ArgumentException">There is no image.</exception>
    public static double Mean(IReadOnlyList<ScoredImage> images) => images.Count == 0
        ? throw new ArgumentException("there is no image to measure", nameof(images))
        : images.Average(Of);
}
