using NetVips;

namespace CovidCxr.Testing;

/// <summary>Draws images that look a little like chests: two dark lungs on every one, and waves that differ between patients.</summary>
public static class SyntheticXRay
{
    /// <summary>Draws [height, width], 0 to 255; the same seed always draws the same patient, at any size.</summary>
    public static byte[] Pixels(int seed, int width = 160, int height = 160)
    {
        var random = new Random(seed);
        var waves = Enumerable.Range(0, 40)
            .Select(_ => (
                X: random.NextDouble() * 60,
                Y: random.NextDouble() * 60,
                Phase: random.NextDouble() * 6.28,
                Height: 2 + (random.NextDouble() * 5)))
            .ToArray();
        var pixels = new byte[width * height];
        // sin(a + b) = sin a cos b + cos a sin b: one sine a row and a column instead of one a pixel.
        var across = waves
            .Select(wave => Enumerable.Range(0, width).Select(x => Math.SinCos(wave.X * (x + 0.5) / width)).ToArray())
            .ToArray();
        for (var row = 0; row < height; row++)
        {
            var y = (row + 0.5) / height;
            var down = waves.Select(wave => Math.SinCos((wave.Y * y) + wave.Phase)).ToArray();
            for (var column = 0; column < width; column++)
            {
                var x = (column + 0.5) / width;
                var lung = Math.Exp(-Math.Pow((Math.Abs(x - 0.5) - 0.22) / 0.13, 2) - Math.Pow((y - 0.5) / 0.33, 2));
                var gray = 170 - (100 * lung);
                for (var wave = 0; wave < waves.Length; wave++)
                {
                    var ((sin, cos), other) = (across[wave][column], down[wave]);
                    gray += waves[wave].Height * ((sin * other.Cos) + (cos * other.Sin));
                }
                pixels[(row * width) + column] = (byte)Math.Clamp(gray, 0, 255);
            }
        }

        return pixels;
    }

    /// <summary>Draws the same as an 8-bit gray image of libvips.</summary>
    public static Image Image(int seed, int width = 160, int height = 160)
    {
        using var raw = NetVips.Image.NewFromMemory(Pixels(seed, width, height), width, height, 1, Enums.BandFormat.Uchar);
        return raw.Copy(interpretation: Enums.Interpretation.Bw);
    }

    /// <summary>Draws the same as a PNG file.</summary>
    public static byte[] Png(int seed, int width = 160, int height = 160)
    {
        using var image = Image(seed, width, height);
        return image.PngsaveBuffer();
    }

    /// <summary>Draws the same as a JPEG file.</summary>
    public static byte[] Jpeg(int seed, int width = 160, int height = 160, int quality = 90)
    {
        using var image = Image(seed, width, height);
        return image.JpegsaveBuffer(q: quality);
    }

    /// <summary>The largest difference between two images, in gray values.</summary>
    public static int LargestDifference(byte[] a, byte[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Max();

    /// <summary>The mean absolute difference between two images, in gray values.</summary>
    public static double MeanDifference(byte[] a, byte[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Average();
}
