using CovidCxr.Training.Layers;
using CovidCxr.Training.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace CovidCxr.Training.Lungs;

/// <summary>How well lungs are found, on 16 x 16 places.</summary>
/// <param name="Images">X-rays with a mask that were looked at.</param>
/// <param name="Dice">Twice the common area of finding and mask against the sum of both areas (Dice 1945), 0 to 1, mean over the images.</param>
/// <param name="WorstDice">The smallest of them.</param>
public sealed record LungScores(int Images, double Dice, double WorstDice)
{
    /// <summary>Measures a finder.</summary>
    internal static LungScores Of(LungSegmenter finder, MaskedImages pairs)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        var (images, masks) = LungBatches.Make(pairs, Enumerable.Range(0, pairs.Images.Length).ToArray(), null, 0);
        var found = finder.forward(images).sigmoid(); // [b, 1, 16, 16]
        var common = torch.minimum(found, masks).sum([1, 2, 3]);
        var dice = common.add(common, Scalars.One) / found.sum([1, 2, 3]).add(masks.sum([1, 2, 3]), Scalars.One); // [b]
        return new(pairs.Images.Length, dice.mean().item<float>(), dice.min().item<float>());
    }
}
