using System.Buffers;
using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;
using CovidCxr.Inference.Referral;

namespace CovidCxr.Inference.Pipeline;

/// <summary>From pictures to predictions, one batch at a time. Safe to call from several threads at once.</summary>
/// <param name="scorer">The network.</param>
internal sealed class Predictor(IClassifier scorer)
{
    private readonly ReferralChecks checks = new(scorer);

    /// <summary>Scores pictures.</summary>
    /// <param name="pictures">Each with its file's name, read to the network's input size.</param>
    /// <returns>What the network says and what is said to the user, in the order of the pictures.</returns>
    public IReadOnlyList<(ModelOutput Output, Prediction Prediction)> Predict(IReadOnlyList<(string File, ScaledImage Picture)> pictures)
    {
        if (pictures.Count == 0)
            return [];
        var area = scorer.InputSize * scorer.InputSize;
        // Lent: the collector would go over the whole memory for an array as large as this.
        var pixels = ArrayPool<byte>.Shared.Rent(pictures.Count * area);
        try
        {
            for (var i = 0; i < pictures.Count; i++)
                pictures[i].Picture.Pixels.CopyTo(pixels, i * area);
            var outputs = scorer.Score(pixels.AsSpan(0, pictures.Count * area), pictures.Count);
            return [.. pictures.Zip(outputs, (picture, output) => (output, Of(picture.File, picture.Picture, output)))];
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(pixels);
        }
    }

    private Prediction Of(string file, ScaledImage picture, ModelOutput output) => new()
    {
        File = file,
        Probabilities = Probabilities(output),
        OperatingPoints = Passed(output),
        Reasons = checks.Reasons(picture, output),
        Model = scorer.Model,
    };

    // The strictest of each finding last.
    private PassedPoint[] Passed(ModelOutput output) =>
    [
        .. scorer.OperatingPoints
            .Where(point => point.IsPassedBy(output.Probabilities))
            .OrderBy(point => point.Finding)
            .ThenBy(point => point.Threshold)
            .Select(point => new PassedPoint(point.Finding, point.Name)),
    ];

    // In double, and summing to exactly 1 as far as double goes.
    private static double[] Probabilities(ModelOutput output)
    {
        var sum = output.Probabilities.Sum(p => (double)p);
        return Array.ConvertAll(output.Probabilities, p => p / sum);
    }
}
