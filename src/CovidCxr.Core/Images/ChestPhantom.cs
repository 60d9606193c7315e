namespace CovidCxr.Core.Images;

/// <summary>
/// A chest X-ray that is none: body, lungs, heart, spine and ribs out of ellipses and bands, drawn by rule. It stands in where a
/// picture must be at hand and no patient's may be, as in a model file's self-test.
/// </summary>
/// <remarks>Only operations that every processor rounds alike are used, so that the pixels are the same everywhere.</remarks>
public static class ChestPhantom
{
    private const double Air = 0.06, Body = 0.5, Lung = 0.2, Heart = 0.72, Spine = 0.78, Rib = 0.16;

    /// <summary>Draws it.</summary>
    /// <param name="width">Pixels in a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <returns>The values row by row from the top, 0 black to 255 white, length <c>width * height</c>.</returns>
    public static byte[] Draw(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        var pixels = new byte[width * height];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            {
                var grey = At((((2 * x) + 1.0) / width) - 1, (((2 * y) + 1.0) / height) - 1) + Grain(x, y);
                pixels[(y * width) + x] = (byte)(Math.Clamp(grey, 0, 1) * 255);
            }
        return pixels;
    }

    /// <summary>The grey value at a place; both coordinates run from -1 to 1, from the left and from the top.</summary>
    private static double At(double x, double y)
    {
        var body = Ellipse(x, y, 0, 0.25, 0.92, 1.2);
        var lungs = Math.Max(Ellipse(x, y, -0.42, -0.02, 0.33, 0.7), Ellipse(x, y, 0.42, -0.02, 0.33, 0.7));
        var grey = Air;
        grey = Lay(grey, Body, body);
        grey = Lay(grey, Lung, lungs);
        grey = Lay(grey, Heart, Ellipse(x, y, 0.14, 0.34, 0.34, 0.3));
        grey = Lay(grey, Spine, Edge((0.1 - Math.Abs(x)) * 12) * body);
        return grey + (Rib * RibAt(x, y) * lungs);
    }

    /// <summary>Ribs slope from the spine outward and down.</summary>
    private static double RibAt(double x, double y)
    {
        var place = (y - (0.5 * x * x) + 2) * 3.5;
        var between = Math.Abs(place - Math.Floor(place) - 0.5); // 0 in a rib's middle, 0.5 between two
        return Edge((0.2 - between) * 8);
    }

    /// <summary>1 inside an ellipse, 0 outside, with a soft edge.</summary>
    private static double Ellipse(double x, double y, double centreX, double centreY, double radiusX, double radiusY)
    {
        var (u, v) = ((x - centreX) / radiusX, (y - centreY) / radiusY);
        return Edge((1 - Math.Sqrt((u * u) + (v * v))) * 8);
    }

    private static double Edge(double distance) => Math.Clamp(distance + 0.5, 0, 1);

    private static double Lay(double below, double above, double cover) => below + ((above - below) * cover);

    /// <summary>A grain such as film has, without pattern, -0.02 to 0.02.</summary>
    private static double Grain(int x, int y)
    {
        var bits = unchecked(((uint)x * 0x9E3779B1) ^ ((uint)y * 0x85EBCA77));
        bits = unchecked((bits ^ (bits >> 15)) * 0x2C1B3C6D);
        bits ^= bits >> 12;
        return ((bits & 0xFFFF) / 65535.0 * 0.04) - 0.02;
    }
}
