using CovidCxr.Core;
using CovidCxr.Dicom.Decoding;

namespace CovidCxr.Dicom.Tests;

/// <summary>Drawn pictures, and what is read of DICOM files.</summary>
internal static class Drawn
{
    /// <summary>Draws a chest of the given bits, [height, width]; with noise, so that the low bits matter.</summary>
    public static ushort[] Chest(int bits, int width = 96, int height = 80, int seed = 1)
    {
        var random = new Random(seed);
        var gray = SyntheticXRay.Pixels(seed, width, height);
        var largest = (1 << bits) - 1;
        return Array.ConvertAll(gray, pixel =>
            (ushort)Math.Clamp((pixel / 255.0 * largest) + random.Next(-(largest >> 5), (largest >> 5) + 1), 0, largest));
    }

    /// <summary>The gray values of a file, 0 to 65535.</summary>
    public static ushort[] Gray(byte[] file)
    {
        var picture = DicomPicture.Read(file, "drawn.dcm");
        var gray = new ushort[picture.Stored.Width * picture.Stored.Height];
        for (var y = 0; y < picture.Stored.Height; y++)
            picture.MapRow(y, gray.AsSpan(y * picture.Stored.Width, picture.Stored.Width));
        return gray;
    }

    /// <summary>The line that says why a file cannot be read.</summary>
    public static string Error(byte[] file)
    {
        var message = Xunit.Assert.Throws<InputException>(() => XRayDecoders.All.ReadScaled(file, "drawn.dcm", 64)).Message;
        Xunit.Assert.StartsWith("drawn.dcm ", message);
        Xunit.Assert.DoesNotContain('\n', message);
        return message;
    }
}
