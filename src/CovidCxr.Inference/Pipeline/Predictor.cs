using System.Buffers;
using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;
using CovidCxr.Inference.Referral;

namespace CovidCxr.Inference.Pipeline;

/// <summary>Turns decoded images into predictions, one batch at a time. Safe to call from several threads at once.</summary>
/// <param name="classifier">The network.</param>
public sealed class Predictor(IClassifier classifier)
{
    private readonly ReferralChecks checks = new(classifier);

    /// <summary>Predicts a batch.</summary>
    /// <param name="images">Each image with its file's name, scaled to the network's input size.</param>
    /// <returns>The images with the network's output and the prediction, in their order.</returns>
    public IReadOnlyList<PredictedImage> Predict(IReadOnlyList<(string File, ScaledImage Image)> images)
    {
        if (images.Count == 0)
            return [];
        var area = classifier.InputSize * classifier.InputSize;
        // Pooled: a fresh large array per batch triggers frequent gen-2 collections.
        var pixels = ArrayPool<byte>.Shared.Rent(images.Count * area);
        try
        {
            for (var i = 0; i < images.Count; i++)
                images[i].Image.Pixels.CopyTo(pixels, i * area);
            var outputs = classifier.Classify(pixels.AsSpan(0, images.Count * area), images.Count);
            return
            [
                .. images.Zip(outputs, (image, output) =>
                    new PredictedImage(image.Image, output, Predict(image.File, image.Image, output))),
            ];
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(pixels);
        }
    }

    private Prediction Predict(string file, ScaledImage image, ModelOutput output) => new()
    {
        File = file,
        Probabilities = Prediction.Normalize(output.Probabilities),
        OperatingPoints =
        [
            .. classifier.OperatingPoints
                .Where(point => point.IsReachedBy(output.Probabilities))
                .OrderBy(point => point.Finding)
                .ThenBy(point => point.Threshold),
        ],
        Reasons = checks.ReasonsFor(image, output),
        Model = classifier.Model,
        Size = image.Original,
        Reading = image.Reading,
        Warning = classifier.Warning,
    };
}
