using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;

namespace CovidCxr.Inference.Heatmaps;

/// <summary>Draws what a lung finder found: the bare mask, and the X-ray with the lungs tinted.</summary>
public static class LungPicture
{
    /// <summary>The software that the images name, by which a later run recognizes them.</summary>
    public const string Mark = "covidcxr lungs";

    private static readonly (byte Red, byte Green, byte Blue) Tint = (0, 158, 115);
    private const float Opacity = 0.35f;

    /// <summary>The mask at the X-ray's size: white inside the lungs, black outside.</summary>
    /// <param name="mask">The lungs.</param>
    /// <param name="size">The X-ray's size.</param>
    /// <returns>A PNG file.</returns>
    public static byte[] Mask(LungMask mask, ImageSize size)
    {
        var pixels = new byte[size.Width * size.Height];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)(At(mask, i % size.Width, i / size.Width, size) ? 255 : 0);
        return PngWriter.Encode(pixels, size.Width, size.Height, Mark);
    }

    /// <summary>The X-ray with the lungs tinted green.</summary>
    /// <param name="gray">[height, width], 0 black to 255 white.</param>
    /// <param name="size">Its size.</param>
    /// <param name="mask">The lungs.</param>
    /// <returns>A PNG file.</returns>
    public static byte[] Overlay(byte[] gray, ImageSize size, LungMask mask)
    {
        var pixels = new byte[gray.Length * 3];
        for (var i = 0; i < gray.Length; i++)
        {
            var part = At(mask, i % size.Width, i / size.Width, size) ? Opacity : 0;
            byte Mix(byte tint) => (byte)(gray[i] + ((tint - gray[i]) * part) + 0.5f);
            (pixels[3 * i], pixels[(3 * i) + 1], pixels[(3 * i) + 2]) = (Mix(Tint.Red), Mix(Tint.Green), Mix(Tint.Blue));
        }
        return PngWriter.EncodeRgb(pixels, size.Width, size.Height, Mark);
    }

    private static bool At(LungMask mask, int x, int y, ImageSize size) =>
        mask.Inside[((int)((long)y * mask.Side / size.Height) * mask.Side) + (int)((long)x * mask.Side / size.Width)];
}
