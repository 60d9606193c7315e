using CovidCxr.Core;
using CovidCxr.Training.Recipes;

namespace CovidCxr.Training.Augmentations;

/// <summary>Applies transforms in order.</summary>
public sealed class Augmenter
{
    private readonly IReadOnlyList<ITransform> transforms;

    /// <param name="transforms">The transforms, first to last.</param>
    public Augmenter(params IReadOnlyList<ITransform> transforms) => this.transforms = transforms;

    /// <summary>Makes the augmenter of a recipe.</summary>
    /// <param name="recipe">The strengths of the transforms; a transform that cannot change anything is left out.</param>
    /// <param name="inputSize">Side of the result, pixels.</param>
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
        if (recipe.Marks > 0)
            list.Add(new RandomMarks(recipe.Marks));
        transforms = list;
    }

    /// <summary>Changes one image; with a recipe's transforms from [resize, resize] to [input size, input size].</summary>
    /// <param name="image">The image; may be changed in place.</param>
    /// <param name="random">The source of random numbers.</param>
    public GrayImage Apply(GrayImage image, SeededRandom random)
    {
        foreach (var transform in transforms)
            image = transform.Apply(image, ref random);
        return image;
    }
}
