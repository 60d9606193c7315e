using CovidCxr.Core;

namespace CovidCxr.Training.Augmentations;

/// <summary>A random change of a training image.</summary>
public interface ITransform
{
    /// <summary>Changes an image; the same state of <paramref name="random"/> gives the same result.</summary>
    /// <param name="image">The image; may be changed in place.</param>
    /// <param name="random">The source of random numbers.</param>
    /// <returns>The changed image, which may be <paramref name="image"/> itself.</returns>
    GrayImage Apply(GrayImage image, ref SeededRandom random);
}
