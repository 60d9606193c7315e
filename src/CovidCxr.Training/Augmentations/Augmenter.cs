using CovidCxr.Core;
using CovidCxr.Training.Recipes;

namespace CovidCxr.Training.Augmentations;

/// <summary>Transforms in their order.</summary>
public sealed class Augmenter
{
    private readonly IReadOnlyList<ITransform> transforms;

    /// <param name="transforms">The transforms.</param>
    public Augmenter(params IReadOnlyList<ITransform> transforms) => this.transforms = transforms;

    /// <summary>Those of a recipe.</summary>
    /// <param name="recipe">Which transforms, and how strong; one that can change nothing is left out.</param>
    /// <param name="inputSize">Side of what comes out, pixels.</param>
    public Augmenter(AugmentationRecipe recipe, int inputSize)
    {
        var list = new List<ITransform>();
        if (recipe.Flip > 0)
            list.Add(new RandomFlip(recipe.Flip));
        if (recipe.Brightness > 0)
            list.Add(new RandomBrightness(recipe.Brightness));
        if (recipe.Contrast is not [1, 1])
            list.Add(new RandomContrast(recipe.Contrast[0], recipe.Contrast[1]));
        if (recipe.Gamma is not [1, 1])
            list.Add(new RandomGamma(recipe.Gamma[0], recipe.Gamma[1]));
        if (recipe.Rotate > 0 || recipe.Shift > 0 || recipe.Stretch > 1 || recipe.Zoom is not [1, 1])
            list.Add(new RandomAffine(recipe.Rotate, recipe.Zoom[0], recipe.Zoom[1], recipe.Stretch, recipe.Shift));
        list.Add(recipe.Framing == "crop" ? new RandomCrop(inputSize) : new Resize(inputSize));
        if (recipe.Sharpness > 0)
            list.Add(new RandomSharpness(recipe.Sharpness));
        if (recipe.Noise > 0)
            list.Add(new RandomNoise(recipe.Noise));
        if (recipe.Erase > 0)
            list.Add(new RandomErasing(recipe.Erase));
        transforms = list;
    }

    /// <summary>Changes one picture; by a recipe, [resize, resize] to [input size, input size].</summary>
    /// <param name="image">The picture; may be changed in place.</param>
    /// <param name="random">Where chance comes from.</param>
    public GrayImage Apply(GrayImage image, SeededRandom random)
    {
        foreach (var transform in transforms)
            image = transform.Apply(image, ref random);
        return image;
    }
}
