using CovidCxr.Core;

namespace CovidCxr.Imaging.Perturbations;

/// <summary>Takes the lungs, or everything else, out of an image. A network that still knows the class reads something else.</summary>
public static class LungErasure
{
    /// <summary>The share of the picture's sides that counts as its border.</summary>
    public const double BorderShare = 0.15;

    /// <summary>Fills the pixels of a mask with the mean of all others; of all pixels if none is left.</summary>
    /// <param name="image">The image; not changed.</param>
    /// <param name="mask">A mask of the image's size.</param>
    public static GrayImage Erased(GrayImage image, LungMask mask)
    {
        var gray = Mean(image, i => !mask.Inside[i]);
        return Select(image, i => !mask.Inside[i], gray);
    }

    /// <summary>Keeps the pixels of a mask and fills all others with their mean.</summary>
    /// <inheritdoc cref="Erased" path="/param"/>
    public static GrayImage Kept(GrayImage image, LungMask mask)
    {
        var gray = Mean(image, i => mask.Inside[i]);
        return Select(image, i => mask.Inside[i], gray);
    }

    /// <summary>Keeps the outer 15 % at every side and fills the middle with the border's mean.</summary>
    /// <param name="image">The image; not changed.</param>
    public static GrayImage BorderOnly(GrayImage image)
    {
        bool IsBorder(int i)
        {
            var (x, y) = (((i % image.Width) + 0.5) / image.Width, ((i / image.Width) + 0.5) / image.Height);
            return Math.Min(Math.Min(x, 1 - x), Math.Min(y, 1 - y)) < BorderShare;
        }
        return Select(image, IsBorder, Mean(image, IsBorder));
    }

    /// <summary>Exchanges the pixels of a mask with each other at random: their gray values stay, what they show is gone.</summary>
    /// <param name="image">The image; not changed.</param>
    /// <param name="mask">A mask of the image's size.</param>
    /// <param name="seed">The same seed gives the same order.</param>
    public static GrayImage Shuffled(GrayImage image, LungMask mask, ulong seed)
    {
        int[] places = [.. Enumerable.Range(0, image.Pixels.Length).Where(i => mask.Inside[i])];
        var random = new SplitMix64(seed);
        var values = places.Select(place => image.Pixels[place]).ToArray();
        for (var i = values.Length - 1; i > 0; i--)
        {
            var other = random.Below(i + 1);
            (values[i], values[other]) = (values[other], values[i]);
        }
        var shuffled = new GrayImage(image.Width, image.Height, [.. image.Pixels]);
        for (var i = 0; i < places.Length; i++)
            shuffled.Pixels[places[i]] = values[i];
        return shuffled;
    }

    /// <summary>Replaces the image by the means of 8 x 8 equal parts, and so hides everything but the rough light and dark.</summary>
    /// <param name="image">The image; not changed.</param>
    /// <param name="parts">Parts in a row, and rows of them.</param>
    public static GrayImage Reduced(GrayImage image, int parts = 8)
    {
        var (sums, counts) = (new double[parts * parts], new int[parts * parts]);
        int Part(int x, int y) => (y * parts / image.Height * parts) + (x * parts / image.Width);
        for (var y = 0; y < image.Height; y++)
            for (var x = 0; x < image.Width; x++)
            {
                sums[Part(x, y)] += image[x, y];
                counts[Part(x, y)]++;
            }
        return Distortion.Draw(image, (x, y) => (float)(sums[Part(x, y)] / counts[Part(x, y)]));
    }

    private static float Mean(GrayImage image, Func<int, bool> counts)
    {
        var (sum, pixels) = (0.0, 0);
        for (var i = 0; i < image.Pixels.Length; i++)
            if (counts(i))
            {
                sum += image.Pixels[i];
                pixels++;
            }
        return pixels == 0 ? image.Pixels.Average() : (float)(sum / pixels);
    }

    private static GrayImage Select(GrayImage image, Func<int, bool> keeps, float gray)
    {
        var pixels = new float[image.Pixels.Length];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = keeps(i) ? image.Pixels[i] : gray;
        return new GrayImage(image.Width, image.Height, pixels);
    }
}
