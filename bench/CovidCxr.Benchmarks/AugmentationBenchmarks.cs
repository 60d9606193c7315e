using BenchmarkDotNet.Attributes;
using CovidCxr.Core;
using CovidCxr.Training.Augmentations;
using CovidCxr.Training.Recipes;

namespace CovidCxr.Benchmarks;

/// <summary>The augmentation of a batch of 64 images on one core: the paper's published values against the recipe <c>paper</c>.</summary>
public class AugmentationBenchmarks
{
    private readonly GrayImage image = new(96, 96);
    private Augmenter published = null!, recipe = null!;

    [GlobalSetup]
    public void SetUp()
    {
        published = new Augmenter(new AugmentationRecipe(), 80);
        var paper = RecipeFile.Read("paper");
        recipe = new Augmenter(paper.Augmentation, paper.InputSize);
    }

    [Benchmark(Baseline = true)]
    public float Published() => Batch(published);

    [Benchmark]
    public float RecipePaper() => Batch(recipe);

    private float Batch(Augmenter augmenter)
    {
        var last = 0f;
        for (var i = 0; i < 64; i++)
            last = augmenter.Apply(new GrayImage(96, 96, [.. image.Pixels]), new SeededRandom(i)).Pixels[0];
        return last;
    }
}
