using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;

namespace CovidCxr.Dicom.Decoding;

/// <summary>Writes the picture of a DICOM file as PNG: the gray values that the network gets, without the header.</summary>
public static class DicomPng
{
    /// <summary>Encodes the picture: 8-bit gray, 16-bit gray for pictures of more than 8 bits, or 8-bit color.</summary>
    /// <param name="encoded">The bytes of the DICOM file.</param>
    /// <param name="name">The file's name, for errors.</param>
    /// <exception cref="InputException">The file is damaged, has no picture, or is of a kind that is not read.</exception>
    public static byte[] Encode(byte[] encoded, string name)
    {
        var picture = DicomPicture.Read(encoded, name);
        var (width, height) = (picture.Stored.Width, picture.Stored.Height);
        if (picture.Rgb is { } rgb)
            return PngWriter.EncodeRgb(rgb, width, height);
        if (picture.IsEightBit)
            return PngWriter.Encode(picture.ToEightBit(), width, height);
        var gray = new ushort[width * height];
        for (var y = 0; y < height; y++)
            picture.MapRow(y, gray.AsSpan(y * width, width));
        return PngWriter.Encode16(gray, width, height);
    }
}
