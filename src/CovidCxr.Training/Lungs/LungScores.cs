using CovidCxr.Training.Layers;
using CovidCxr.Training.Networks;
using TorchSharp;

namespace CovidCxr.Training.Lungs;

/// <summary>The quality of a segmenter, on 16 x 16 cells.</summary>
/// <param name="Images">The number of X-rays with a mask.</param>
/// <param name="Dice">
/// Twice the common area of prediction and mask, divided by the sum of both areas (Dice 1945), 0 to 1, mean over the images.
/// </param>
/// <param name="WorstDice">The smallest value of an image.</param>
public sealed record LungScores(int Images, double Dice, double WorstDice)
{
    /// <summary>Measures a segmenter.</summary>
    internal static LungScores Of(LungSegmenter segmenter, MaskedImages pairs)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        var (images, masks) = LungBatches.Make(pairs, Enumerable.Range(0, pairs.Images.Length).ToArray(), null, 0);
        var predicted = segmenter.forward(images).sigmoid(); // [b, 1, 16, 16]
        var common = torch.minimum(predicted, masks).sum([1, 2, 3]);
        var areas = predicted.sum([1, 2, 3]).add(masks.sum([1, 2, 3]), Scalars.One);
        var dice = common.add(common, Scalars.One) / areas; // [b]
        return new(pairs.Images.Length, dice.mean().item<float>(), dice.min().item<float>());
    }
}
