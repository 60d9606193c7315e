using CovidCxr.Core;

namespace CovidCxr.Imaging.Codecs;

/// <summary>
/// Reads images of some file formats. The same bytes always give the same pixels; safe to call from several threads at once.
/// </summary>
public interface IImageDecoder
{
    /// <summary>The formats, at least one.</summary>
    IReadOnlyList<ImageFormat> Formats { get; }

    /// <summary>Whether a file is of one of the formats, judged by its content and not by its name.</summary>
    /// <param name="head">The first <see cref="ImageDecoders.HeadLength"/> bytes of the file, or all of a shorter file.</param>
    bool Recognizes(ReadOnlySpan<byte> head);

    /// <summary>Reads an image's size from its header.</summary>
    /// <param name="encoded">The bytes of a recognized file.</param>
    /// <param name="name">The file's name, for errors.</param>
    /// <returns>The size as it is seen, after any rotation that the file asks for.</returns>
    /// <exception cref="InputException">The image is damaged or outside <see cref="ImageLimits"/>.</exception>
    ImageSize ReadSize(byte[] encoded, string name);

    /// <summary>Reads an image for a network.</summary>
    /// <param name="encoded">The bytes of a recognized file.</param>
    /// <param name="name">The file's name, for errors.</param>
    /// <param name="side">Pixels in a row and rows of the result, at least 1.</param>
    /// <returns>The image, upright and stretched to a square, and facts about the original.</returns>
    /// <exception cref="InputException">The image is damaged or outside <see cref="ImageLimits"/>.</exception>
    ScaledImage ReadScaled(byte[] encoded, string name, int side);

    /// <summary>Reads an image for a dataset or for display.</summary>
    /// <param name="encoded">The bytes of a recognized file.</param>
    /// <param name="name">The file's name, for errors.</param>
    /// <param name="width">Pixels in a row of the result, at least 1.</param>
    /// <param name="height">Rows of the result, at least 1.</param>
    /// <param name="reading">How the file's numbers became gray values.</param>
    /// <returns>[height, width], gray, row by row from the top, 0 black to 255 white; upright and stretched to the size.</returns>
    /// <exception cref="InputException">The image is damaged or outside <see cref="ImageLimits"/>.</exception>
    byte[] ReadGray(byte[] encoded, string name, int width, int height, out ImageReading reading);
}

/// <summary>A file format of images.</summary>
/// <param name="Name">Its name in messages, for example <c>JPEG</c>.</param>
/// <param name="Extensions">
/// The extensions of its files in lower case, each with its dot; a search of folders goes by them.
/// </param>
public sealed record ImageFormat(string Name, params IReadOnlyList<string> Extensions)
{
    /// <summary>DICOM, which a decoder of another project reads; those who only list files know it by its name.</summary>
    public static ImageFormat Dicom { get; } = new("DICOM", ".dcm", ".dicom", ".dic", ".ima");
}
