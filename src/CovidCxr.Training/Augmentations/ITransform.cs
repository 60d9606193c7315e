using CovidCxr.Core;

namespace CovidCxr.Training.Augmentations;

/// <summary>One random change of a training image.</summary>
public interface ITransform
{
    /// <summary>Changes the picture; the same state of <paramref name="random"/> gives the same picture.</summary>
    /// <param name="image">The picture; may be changed in place.</param>
    /// <param name="random">Where chance comes from.</param>
    /// <returns>The changed picture, which may be <paramref name="image"/> itself.</returns>
    GrayImage Apply(GrayImage image, ref SeededRandom random);
}
