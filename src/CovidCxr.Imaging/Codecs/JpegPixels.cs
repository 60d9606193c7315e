using CovidCxr.Core;
using NetVips;

namespace CovidCxr.Imaging.Codecs;

/// <summary>Decodes a JPEG stream that lies inside another file, at its full size and without a look at its orientation.</summary>
public static class JpegPixels
{
    /// <summary>Decodes an 8-bit JPEG stream.</summary>
    /// <param name="jpeg">The stream.</param>
    /// <param name="name">The name of the file that holds it, for errors.</param>
    /// <returns>[height, width], gray, or [height, width, 3], sRGB, as the stream has one component or three.</returns>
    /// <exception cref="InputException">The stream is damaged, not of 8 bits, or outside <see cref="ImageLimits"/>.</exception>
    public static byte[] Decode(byte[] jpeg, string name)
    {
        VipsSetup.EnsureReady();
        var file = EncodedImage.Of(jpeg, name);
        try
        {
            var (opened, _, _) = VipsImageDecoder.Open(file);
            using var image = opened;
            return image.Bands is 1 or 3 && image.Format == Enums.BandFormat.Uchar ? image.WriteToMemory<byte>() : throw file.Damaged();
        }
        catch (VipsException fault)
        {
            throw file.Damaged(fault);
        }
    }
}
