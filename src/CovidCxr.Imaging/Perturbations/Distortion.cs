using CovidCxr.Core;
using CovidCxr.Imaging.Resizing;

namespace CovidCxr.Imaging.Perturbations;

/// <summary>
/// A fixed change of an image that does not change its finding: what other hospitals' devices, exports and windowing do to X-rays. A
/// network that reads the lungs classifies the changed image the same.
/// </summary>
/// <param name="Name">One word: a key in files.</param>
/// <param name="Meaning">A description for people.</param>
/// <param name="Apply">Makes the changed image, a new one of the same size.</param>
public sealed record Distortion(string Name, string Meaning, Func<GrayImage, GrayImage> Apply)
{
    /// <summary>The distortions that an evaluation measures, in the order of reports.</summary>
    public static IReadOnlyList<Distortion> All { get; } =
    [
        new("wide", "1.2 times as wide", image => Scale(image, 1.2f, 1)),
        new("tall", "1.2 times as high", image => Scale(image, 1, 1.2f)),
        new("small", "0.85 times the size", image => Scale(image, 0.85f, 0.85f)),
        new("large", "1.15 times the size", image => Scale(image, 1.15f, 1.15f)),
        new("dark", "gamma 1.5", image => MapValues(image, v => MathF.Pow(v, 1.5f))),
        new("light", "gamma 0.67", image => MapValues(image, v => MathF.Pow(v, 0.67f))),
        new("flat", "0.6 times the contrast", image => MapValues(image, v => ((v - 0.5f) * 0.6f) + 0.5f)),
        new("hard", "1.5 times the contrast, clipped", image => MapValues(image, v => Math.Clamp(((v - 0.5f) * 1.5f) + 0.5f, 0, 1))),
        new("blurred", "the mean of 3 x 3 pixels, twice", image => BoxBlur.Mean3x3(BoxBlur.Mean3x3(image))),
    ];

    // About the center; beyond the border, the border is repeated.
    internal static GrayImage Scale(GrayImage image, float acrossBy, float downBy)
    {
        var (centerX, centerY) = ((image.Width - 1) / 2f, (image.Height - 1) / 2f);
        return Draw(image, (x, y) => Bilinear.At(image, centerX + ((x - centerX) / acrossBy), centerY + ((y - centerY) / downBy)));
    }

    internal static GrayImage MapValues(GrayImage image, Func<float, float> map) => Draw(image, (x, y) => map(image[x, y]));

    internal static GrayImage Draw(GrayImage image, Func<int, int, float> at)
    {
        var result = new GrayImage(image.Width, image.Height);
        for (var y = 0; y < image.Height; y++)
            for (var x = 0; x < image.Width; x++)
                result[x, y] = at(x, y);
        return result;
    }
}
