using CovidCxr.Core;
using CovidCxr.Dicom.Format;

namespace CovidCxr.Dicom.Header;

/// <summary>The size of a picture as it is seen: pixels that are not square are stretched the shorter way.</summary>
internal static class PixelAspect
{
    // Rounded spacings differ a little; a ratio beyond 4 is a fault of the header.
    private const double Square = 0.01, Largest = 4;

    /// <summary>Finds the size.</summary>
    /// <param name="dataset">The header.</param>
    /// <param name="stored">The size in stored pixels.</param>
    public static ImageSize SeenSize(DicomDataset dataset, ImageSize stored)
    {
        // Height and width of a pixel, in this order in all three attributes.
        foreach (var tag in new[] { Tags.PixelAspectRatio, Tags.PixelSpacing, Tags.ImagerPixelSpacing })
        {
            if (dataset.Numbers(tag) is not [> 0 and var height, > 0 and var width, ..])
                continue;
            var ratio = height / width;
            if (Math.Abs(ratio - 1) <= Square || ratio is > Largest or < 1 / Largest)
                return stored;
            return ratio > 1
                ? stored with { Height = (int)Math.Round(stored.Height * ratio) }
                : stored with { Width = (int)Math.Round(stored.Width / ratio) };
        }
        return stored;
    }
}
