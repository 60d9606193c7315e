using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;
using CovidCxr.Imaging.Resizing;
using NetVips;

namespace CovidCxr.Imaging.Perturbations;

/// <summary>What an audit changes in an image without changing its finding: how it was stored, exposed, laid and written on.</summary>
public static class Nuisance
{
    // The letter that radiographers lay on the side of the body, 5 x 7 dots.
    private static readonly string[] LetterR = ["####.", "#...#", "#...#", "####.", "#.#..", "#..#.", "#...#"];

    /// <summary>The changes, in the order of reports. All are made at the network's input size.</summary>
    public static IReadOnlyList<Distortion> All { get; } =
    [
        new("jpeg_50", "JPEG at quality 50", image => Recompressed(image, 50)),
        new("jpeg_20", "JPEG at quality 20", image => Recompressed(image, 20)),
        new("blurred", "the mean of 3 x 3 pixels, twice", image => BoxBlur.Mean3x3(BoxBlur.Mean3x3(image))),
        new("flat", "0.6 times the contrast", image => Distortion.MapValues(image, v => ((v - 0.5f) * 0.6f) + 0.5f)),
        new("hard", "1.5 times the contrast, clipped",
            image => Distortion.MapValues(image, v => Math.Clamp(((v - 0.5f) * 1.5f) + 0.5f, 0, 1))),
        new("dark", "gamma 1.5", image => Distortion.MapValues(image, v => MathF.Pow(v, 1.5f))),
        new("light", "gamma 0.67", image => Distortion.MapValues(image, v => MathF.Pow(v, 0.67f))),
        new("turned_left", "turned by 5 degrees to the left", image => Turned(image, -5)),
        new("turned_right", "turned by 5 degrees to the right", image => Turned(image, 5)),
        new("cropped", "5 % cut off at every side", image => Distortion.Scale(image, 1 / 0.9f, 1 / 0.9f)),
        new("flipped", "left and right exchanged", Flipped),
        new("letters", "a white R in the upper corner", Lettered),
        new("coarse", "16 gray values instead of 256", image => Distortion.MapValues(image, v => MathF.Floor(v * 15.999f) / 15)),
    ];

    private static GrayImage Recompressed(GrayImage image, int quality)
    {
        VipsSetup.EnsureReady();
        using var raw = Image.NewFromMemory(image.ToBytes(), image.Width, image.Height, 1, Enums.BandFormat.Uchar);
        using var gray = raw.Copy(interpretation: Enums.Interpretation.Bw);
        using var decoded = Image.JpegloadBuffer(gray.JpegsaveBuffer(q: quality, keep: Enums.ForeignKeep.None));
        return GrayImage.FromBytes(image.Width, image.Height, decoded.WriteToMemory<byte>());
    }

    // About the center; beyond the border, the border is repeated.
    private static GrayImage Turned(GrayImage image, double degrees)
    {
        var (sin, cos) = MathF.SinCos((float)(degrees * Math.PI / 180));
        var (centerX, centerY) = ((image.Width - 1) / 2f, (image.Height - 1) / 2f);
        return Distortion.Draw(image, (x, y) =>
        {
            var (dx, dy) = (x - centerX, y - centerY);
            return Bilinear.At(image, centerX + (dx * cos) + (dy * sin), centerY - (dx * sin) + (dy * cos));
        });
    }

    private static GrayImage Flipped(GrayImage image) => Distortion.Draw(image, (x, y) => image[image.Width - 1 - x, y]);

    // As high as a tenth of the image, where the picture's left is: the patient's right.
    private static GrayImage Lettered(GrayImage image)
    {
        var dot = Math.Max(1, image.Height / 70);
        var (left, top) = (image.Width / 20, image.Height / 20);
        return Distortion.Draw(image, (x, y) =>
        {
            var (column, row) = ((x - left) / dot, (y - top) / dot);
            var isOn = x >= left && y >= top && row < LetterR.Length && column < LetterR[0].Length && LetterR[row][column] == '#';
            return isOn ? 1 : image[x, y];
        });
    }
}
