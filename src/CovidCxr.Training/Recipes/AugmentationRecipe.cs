namespace CovidCxr.Training.Recipes;

/// <summary>
/// What is done to training images, in this order: flip, brightness, contrast, affine warp, crop (paper, section 3.2, but for the warp).
/// The paper's random saturation is the identity on a grey picture and is not computed.
/// </summary>
public sealed class AugmentationRecipe
{
    /// <summary>Side to which an image is brought before the crop, at least the input size. Default: 96.</summary>
    public int Resize { get; init; } = 96;

    /// <summary>Probability of a left-right flip, 0 to 1. Default: 0.5.</summary>
    public double Flip { get; init; } = 0.5;

    /// <summary>Largest value added to or taken from every pixel, 0 to 1. Default: 0.1.</summary>
    public double Brightness { get; init; } = 0.1;

    /// <summary>Lowest and highest factor of the distance from the picture's mean. Default: 0.9 to 1.1.</summary>
    public double[] Contrast { get; init; } = [0.9, 1.1];

    /// <summary>Largest rotation to either side, degrees, 0 to 180. Default: 0.</summary>
    public double Rotate { get; init; }

    /// <summary>Lowest and highest factor of the size, above 0. Default: 1 to 1.</summary>
    public double[] Zoom { get; init; } = [1, 1];

    /// <summary>
    /// Largest factor by which the width is stretched against the height, or the height against the width, 1 to 3. Images are
    /// brought to a square without keeping their shape, so the shape of a source's pictures stays in them as a distortion that a
    /// network can tell the source by; this hides it. Default: 1.
    /// </summary>
    public double Stretch { get; init; } = 1;

    /// <summary>Largest shift in each direction as a part of the side, 0 to 1. Default: 0.</summary>
    public double Shift { get; init; }

    /// <summary>
    /// How far half of the images are blurred or sharpened, 0 to 1; 1 goes as far as the mean of 3 x 3 pixels, twice. Default: 0.
    /// </summary>
    public double Sharpness { get; init; }

    /// <summary>Standard deviation of the noise added to every pixel, 0 to 1. Default: 0.</summary>
    public double Noise { get; init; }

    /// <summary>Lowest and highest exponent of the grey values, above 0. Default: 1 to 1.</summary>
    public double[] Gamma { get; init; } = [1, 1];

    /// <summary>Largest part of the area that is replaced by a grey rectangle, 0 to 0.9. Default: 0.</summary>
    public double Erase { get; init; }

    /// <summary>
    /// crop: a random piece of the input's size, as the paper has it, so that lungs look larger in training than in testing;
    /// fit: the whole picture brought to the input's size. Default: crop.
    /// </summary>
    public string Framing { get; init; } = "crop";
}
