namespace CovidCxr.Datasets.Duplicates;

/// <summary>
/// A picture with a margin around it, as if it were a part cut out of a larger one: its crops resemble the whole of that one closely enough
/// for a hash, although what was cut off is unknown and the outermost pixels are repeated in its place.
/// </summary>
internal static class ExtendedPicture
{
    // Of the extended side, at every side: the most that the crops of the grid cut off.
    private const double Margin = 0.08;

    /// <summary>Extends a picture.</summary>
    /// <param name="pixels">[side, side].</param>
    /// <param name="side">Pixels in a row, and rows.</param>
    public static IntegralImage Of(byte[] pixels, int side)
    {
        var margin = (int)Math.Round(side * Margin / (1 - (2 * Margin)));
        var wide = side + (2 * margin);
        var extended = new byte[wide * wide];
        for (var y = 0; y < wide; y++)
        {
            var row = Math.Clamp(y - margin, 0, side - 1) * side;
            for (var x = 0; x < wide; x++)
                extended[(y * wide) + x] = pixels[row + Math.Clamp(x - margin, 0, side - 1)];
        }
        return new IntegralImage(extended, wide);
    }

    /// <summary>Where the picture lies in a crop of the extended picture.</summary>
    /// <param name="crop">Cuts at most the margin at every side.</param>
    public static Crop Inside(Crop crop)
    {
        var (width, height) = (1 - crop.Left - crop.Right, 1 - crop.Top - crop.Bottom);
        return new(
            (Margin - crop.Left) / width, (Margin - crop.Top) / height, (Margin - crop.Right) / width, (Margin - crop.Bottom) / height);
    }
}
