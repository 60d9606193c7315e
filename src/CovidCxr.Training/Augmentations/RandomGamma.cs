using CovidCxr.Core;

namespace CovidCxr.Training.Augmentations;

/// <summary>Raises all pixels to one power; values below 0 become 0 first.</summary>
/// <param name="low">Lowest exponent, above 0.</param>
/// <param name="high">Highest exponent.</param>
public sealed class RandomGamma(double low, double high) : ITransform
{
    /// <inheritdoc/>
    public GrayImage Apply(GrayImage image, ref SeededRandom random)
    {
        // Uniform in the logarithm, so that darker and lighter are equally likely.
        var exponent = MathF.Exp(random.Between(Math.Log(low), Math.Log(high)));
        foreach (ref var pixel in image.Pixels.AsSpan())
            pixel = MathF.Pow(MathF.Max(pixel, 0), exponent);
        return image;
    }
}
