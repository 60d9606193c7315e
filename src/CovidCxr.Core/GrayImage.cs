namespace CovidCxr.Core;

/// <summary>A gray image, [height, width], rows from the top, 0 black to 1 white.</summary>
public sealed class GrayImage
{
    /// <param name="width">Pixels in a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="pixels">[height, width], row by row; not copied.</param>
    /// <exception cref="ArgumentException">The number of pixels is not that of the size.</exception>
    public GrayImage(int width, int height, float[] pixels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (pixels.Length != (long)width * height)
            throw new ArgumentException($"{pixels.Length} pixels do not fill {width} x {height}", nameof(pixels));
        Width = width;
        Height = height;
        Pixels = pixels;
    }

    /// <summary>Makes a black image.</summary>
    /// <param name="width">Pixels in a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    public GrayImage(int width, int height)
        : this(width, height, new float[checked(width * height)])
    {
    }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>[height, width], row by row.</summary>
    public float[] Pixels { get; }

    /// <summary>The value at column <paramref name="x"/> and row <paramref name="y"/>.</summary>
    public ref float this[int x, int y] => ref Pixels[(y * Width) + x];

    /// <summary>Makes an image of 8-bit values.</summary>
    /// <param name="width">Pixels in a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="values">[height, width], row by row, 0 black to 255 white.</param>
    /// <exception cref="ArgumentException">The number of values is not that of the size.</exception>
    public static GrayImage FromBytes(int width, int height, ReadOnlySpan<byte> values)
    {
        var pixels = new float[values.Length];
        ToFloats(values, pixels);
        return new GrayImage(width, height, pixels);
    }

    /// <summary>Converts the image to 8-bit values: the nearest ones, black below 0 and white above 1.</summary>
    /// <returns>[height, width], row by row.</returns>
    public byte[] ToBytes() => Array.ConvertAll(Pixels, value => (byte)MathF.Round(255 * Math.Clamp(value, 0, 1)));

    // Converts 8-bit values to 0 to 1 by division.
    private static void ToFloats(ReadOnlySpan<byte> values, Span<float> floats)
    {
        for (var i = 0; i < values.Length; i++)
            floats[i] = values[i] / 255f;
    }
}

/// <summary>An image's size as it is seen, after any rotation that its file asks for.</summary>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows.</param>
public readonly record struct ImageSize(int Width, int Height);
