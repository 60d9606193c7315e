namespace CovidCxr.Inference.Heatmaps;

/// <summary>A small RGB image to draw on, black at first.</summary>
/// <param name="width">Pixels in a row.</param>
/// <param name="height">Rows.</param>
internal sealed class Canvas(int width, int height)
{
    /// <summary>Pixels in a row.</summary>
    public int Width => width;

    /// <summary>Rows.</summary>
    public int Height => height;

    /// <summary>[height, width, 3].</summary>
    public byte[] Pixels { get; } = new byte[width * height * 3];

    /// <summary>Lays a color over a pixel; does nothing outside the image.</summary>
    /// <param name="x">Column.</param>
    /// <param name="y">Row.</param>
    /// <param name="color">The color.</param>
    /// <param name="opacity">The color's part in the result, 0 to 1.</param>
    public void Blend(int x, int y, (byte Red, byte Green, byte Blue) color, float opacity)
    {
        if (x < 0 || y < 0 || x >= width || y >= height)
            return;
        var pixel = Pixels.AsSpan(((y * width) + x) * 3, 3);
        pixel[0] = Mix(pixel[0], color.Red, opacity);
        pixel[1] = Mix(pixel[1], color.Green, opacity);
        pixel[2] = Mix(pixel[2], color.Blue, opacity);
    }

    private static byte Mix(byte under, byte over, float opacity) => (byte)(under + ((over - under) * opacity) + 0.5f);
}
