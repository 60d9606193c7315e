namespace CovidCxr.Core;

/// <summary>A gray picture, [height, width], rows from the top, 0 black to 1 white.</summary>
public sealed class GrayImage
{
    /// <param name="width">Pixels in a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="pixels">The values, row by row, length <c>width * height</c>; not copied.</param>
    /// <exception cref="ArgumentException">The length does not fit the size.</exception>
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

    /// <summary>An all-black picture.</summary>
    public GrayImage(int width, int height)
        : this(width, height, new float[checked(width * height)])
    {
    }

    /// <summary>A picture of 8-bit values, 0 black to 255 white.</summary>
    /// <param name="width">Pixels in a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="values">The values, row by row.</param>
    /// <exception cref="ArgumentException">The length does not fit the size.</exception>
    public static GrayImage FromBytes(int width, int height, byte[] values) => new(width, height, Array.ConvertAll(values, value => value / 255f));

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>The values, row by row.</summary>
    public float[] Pixels { get; }

    /// <summary>The value at column <paramref name="x"/> and row <paramref name="y"/>.</summary>
    public ref float this[int x, int y] => ref Pixels[(y * Width) + x];
}

/// <summary>A picture's size as it is seen, after its EXIF rotation.</summary>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows.</param>
public readonly record struct ImageSize(int Width, int Height);
