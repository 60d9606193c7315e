using CovidCxr.Core;
using CovidCxr.Imaging.Files;

namespace CovidCxr.Imaging.Codecs;

/// <summary>The image decoders of a program; each file is read by the first one that recognizes its content.</summary>
public sealed class ImageDecoders
{
    /// <summary>Bytes at the beginning of a file by which a decoder recognizes it.</summary>
    public const int HeadLength = 1024;

    private readonly IReadOnlyList<IImageDecoder> decoders;
    private readonly string formats;

    /// <param name="decoders">The decoders, at least one, in the order in which they are asked.</param>
    public ImageDecoders(params IReadOnlyList<IImageDecoder> decoders)
    {
        ArgumentOutOfRangeException.ThrowIfZero(decoders.Count, nameof(decoders));
        this.decoders = decoders;
        var all = decoders.SelectMany(decoder => decoder.Formats).ToList();
        var names = all.Select(format => format.Name).Distinct().ToList();
        formats = names is [.. var first, var last] && first.Count > 0 ? $"{string.Join(", ", first)} or {last}" : names[0];
        Unnamed = decoders.OfType<IUnnamedFormat>().FirstOrDefault();
        Extensions = [.. all.SelectMany(format => format.Extensions).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>
    /// The decoder of pictures that the product itself writes, and of all formats but DICOM: <see cref="VipsImageDecoder"/> alone.
    /// </summary>
    public static ImageDecoders Default { get; } = new(new VipsImageDecoder());

    /// <summary>The extensions of all formats, each with its dot, in alphabetical order.</summary>
    public IReadOnlyList<string> Extensions { get; }

    /// <summary>The format whose files often have no extension; null if no decoder reads one.</summary>
    public IUnnamedFormat? Unnamed { get; }

    /// <summary>Reads the bytes of an image file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">
    /// The file is missing, cannot be read, or is larger than <see cref="ImageLimits.LargestFileBytes"/>.
    /// </exception>
    public byte[] ReadFile(string path) => ImageFiles.Read(path, Extensions);

    /// <inheritdoc cref="IImageDecoder.ReadSize"/>
    /// <exception cref="InputException">No decoder recognizes the image, or it is damaged or outside <see cref="ImageLimits"/>.</exception>
    public ImageSize ReadSize(byte[] encoded, string name) => For(encoded, name).ReadSize(encoded, name);

    /// <inheritdoc cref="IImageDecoder.ReadScaled"/>
    /// <exception cref="InputException">No decoder recognizes the image, or it is damaged or outside <see cref="ImageLimits"/>.</exception>
    public ScaledImage ReadScaled(byte[] encoded, string name, int side) => For(encoded, name).ReadScaled(encoded, name, side);

    /// <summary>Reads a file for a network.</summary>
    /// <param name="path">The file.</param>
    /// <param name="side">Pixels in a row and rows of the result, at least 1.</param>
    /// <exception cref="InputException">
    /// The file cannot be read, no decoder recognizes the image, or it is damaged or outside <see cref="ImageLimits"/>.
    /// </exception>
    public ScaledImage ReadScaled(string path, int side) => ReadScaled(ReadFile(path), path, side);

    /// <inheritdoc cref="IImageDecoder.ReadGray"/>
    /// <exception cref="InputException">No decoder recognizes the image, or it is damaged or outside <see cref="ImageLimits"/>.</exception>
    public byte[] ReadGray(byte[] encoded, string name, int width, int height, out ImageReading reading) =>
        For(encoded, name).ReadGray(encoded, name, width, height, out reading);

    /// <inheritdoc cref="IImageDecoder.ReadGray"/>
    /// <exception cref="InputException">No decoder recognizes the image, or it is damaged or outside <see cref="ImageLimits"/>.</exception>
    public byte[] ReadGray(byte[] encoded, string name, int width, int height) => ReadGray(encoded, name, width, height, out _);

    /// <summary>Reads a file for a dataset or for display.</summary>
    /// <param name="path">The file.</param>
    /// <param name="width">Pixels in a row of the result, at least 1.</param>
    /// <param name="height">Rows of the result, at least 1.</param>
    /// <returns>[height, width], gray, row by row from the top, 0 black to 255 white.</returns>
    /// <exception cref="InputException">
    /// The file cannot be read, no decoder recognizes the image, or it is damaged or outside <see cref="ImageLimits"/>.
    /// </exception>
    public byte[] ReadGray(string path, int width, int height) => ReadGray(ReadFile(path), path, width, height);

    private IImageDecoder For(byte[] encoded, string name)
    {
        if (encoded.Length == 0)
            throw new InputException($"{name} is empty (0 bytes); get the file again or leave it out");
        var head = encoded.AsSpan(0, Math.Min(encoded.Length, HeadLength));
        foreach (var decoder in decoders)
            if (decoder.Recognizes(head))
                return decoder;
        // The content of a file without a signature says nothing; its name may.
        if ((UnreadableKind.OfContent(head) ?? UnreadableKind.OfPath(name)) is { } kind && !kind.Extensions.Any(Extensions.Contains))
            throw new InputException($"{name} is {kind.WithArticle}, which this version does not read; {UnreadableKind.Remedy}");
        throw new InputException($"{name} is not a {formats} image, whatever its name says; convert it or leave it out");
    }
}
