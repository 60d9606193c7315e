using CovidCxr.Core;
using CovidCxr.Imaging.Resizing;

namespace CovidCxr.Imaging.Perturbations;

/// <summary>
/// A fixed change of a picture that leaves its finding as it is: what other hospitals' devices, exports and windows do to X-rays. A
/// network that reads the lungs says the same afterwards.
/// </summary>
/// <param name="Name">One word: a key in files.</param>
/// <param name="Meaning">What is done, for people.</param>
/// <param name="Apply">The change: a new picture of the same size.</param>
public sealed record Distortion(string Name, string Meaning, Func<GrayImage, GrayImage> Apply)
{
    /// <summary>Those that are measured, in the order of reports.</summary>
    public static IReadOnlyList<Distortion> All { get; } =
    [
        new("wide", "1.2 times as wide", image => Scaled(image, 1.2f, 1)),
        new("tall", "1.2 times as high", image => Scaled(image, 1, 1.2f)),
        new("small", "0.85 times the size", image => Scaled(image, 0.85f, 0.85f)),
        new("large", "1.15 times the size", image => Scaled(image, 1.15f, 1.15f)),
        new("dark", "gamma 1.5", image => Mapped(image, v => MathF.Pow(v, 1.5f))),
        new("light", "gamma 0.67", image => Mapped(image, v => MathF.Pow(v, 0.67f))),
        new("flat", "0.6 times the contrast", image => Mapped(image, v => ((v - 0.5f) * 0.6f) + 0.5f)),
        new("hard", "1.5 times the contrast, clipped", image => Mapped(image, v => Math.Clamp(((v - 0.5f) * 1.5f) + 0.5f, 0, 1))),
        new("blurred", "the mean of 3 x 3 pixels, twice", image => Blurred(Blurred(image))),
    ];

    /// <summary>About the center; what comes in from outside repeats the border.</summary>
    private static GrayImage Scaled(GrayImage image, float wide, float high)
    {
        var (centerX, centerY) = ((image.Width - 1) / 2f, (image.Height - 1) / 2f);
        return Made(image, (x, y) => Bilinear.At(image, centerX + ((x - centerX) / wide), centerY + ((y - centerY) / high)));
    }

    private static GrayImage Mapped(GrayImage image, Func<float, float> map) => Made(image, (x, y) => map(image[x, y]));

    private static GrayImage Blurred(GrayImage image) => Made(image, (x, y) =>
    {
        var sum = 0f;
        for (var dy = -1; dy <= 1; dy++)
            for (var dx = -1; dx <= 1; dx++)
                sum += image[Math.Clamp(x + dx, 0, image.Width - 1), Math.Clamp(y + dy, 0, image.Height - 1)];
        return sum / 9;
    });

    private static GrayImage Made(GrayImage image, Func<int, int, float> at)
    {
        var result = new GrayImage(image.Width, image.Height);
        for (var y = 0; y < image.Height; y++)
            for (var x = 0; x < image.Width; x++)
                result[x, y] = at(x, y);
        return result;
    }
}
