using CovidCxr.Core;
using CovidCxr.Dicom.Codecs;
using CovidCxr.Dicom.Color;
using CovidCxr.Dicom.Format;
using CovidCxr.Dicom.Grayscale;
using CovidCxr.Dicom.Header;
using CovidCxr.Imaging;
using CovidCxr.Imaging.Codecs;

namespace CovidCxr.Dicom.Decoding;

/// <summary>The picture of a DICOM file as a person sees it: gray in 16 bits, or 8-bit red, green and blue.</summary>
internal sealed class DicomPicture
{
    private readonly StoredFrame frame;
    private readonly GrayscalePipeline? pipeline; // null for colors

    private DicomPicture(DicomFile file, StoredFrame frame, ImageSize size)
    {
        (File, this.frame, Size) = (file, frame, size);
        Header = XRayHeaderReader.Of(file.Dataset);
        if (ColorPixels.AreIn(frame.Format))
            Rgb = ColorPixels.ToRgb(file.Dataset, frame);
        else
            pipeline = GrayscalePipeline.Of(file.Dataset, frame);
        var reading = pipeline?.Reading ?? ImageReading.EightBit;
        Reading = reading with { Notes = [.. reading.Notes, .. Notes()] };
    }

    /// <summary>The file.</summary>
    public DicomFile File { get; }

    /// <summary>The picture's size as it is seen: with square pixels.</summary>
    public ImageSize Size { get; }

    /// <summary>The picture's size as it is stored.</summary>
    public ImageSize Stored => frame.Format.Size;

    /// <summary>How the samples are written.</summary>
    public PixelFormat Format => frame.Format;

    /// <summary>What the header says against a prediction.</summary>
    public XRayHeader Header { get; }

    /// <summary>How the samples became gray.</summary>
    public ImageReading Reading { get; }

    /// <summary>[rows, columns, 3] of a color picture; null for a gray one.</summary>
    public byte[]? Rgb { get; }

    /// <summary>Whether the gray values are 8-bit ones: each is a multiple of 257.</summary>
    public bool IsEightBit => frame.Format.BitsStored <= 8;

    /// <summary>Reads the picture.</summary>
    /// <param name="encoded">The bytes of the file.</param>
    /// <param name="name">The file's name, for errors.</param>
    /// <exception cref="InputException">The file is damaged, has no picture, or is outside <see cref="ImageLimits"/>.</exception>
    public static DicomPicture Read(byte[] encoded, string name)
    {
        try
        {
            var (file, format) = Open(encoded);
            var size = PixelAspect.SeenSize(file.Dataset, format.Size);
            ImageLimits.Check(size, name);
            return new DicomPicture(file, FrameDecoder.Decode(file, format, name), size);
        }
        catch (DicomException e)
        {
            throw e.For(name);
        }
    }

    /// <summary>Reads the picture's size as it is seen; the picture is not decoded.</summary>
    /// <inheritdoc cref="Read"/>
    public static ImageSize ReadSize(byte[] encoded, string name)
    {
        try
        {
            var (file, format) = Open(encoded);
            var size = PixelAspect.SeenSize(file.Dataset, format.Size);
            ImageLimits.Check(size, name);
            return size;
        }
        catch (DicomException e)
        {
            throw e.For(name);
        }
    }

    /// <summary>Maps a row of a gray picture.</summary>
    /// <param name="y">The row.</param>
    /// <param name="row">[columns], receives 0 black to 65535 white.</param>
    public void MapRow(int y, Span<ushort> row) => frame.MapRow(y, pipeline!.Gray, row);

    /// <summary>The picture in 8 bits: [rows, columns] gray, or [rows, columns, 3].</summary>
    public byte[] ToEightBit()
    {
        if (Rgb is not null)
            return Rgb;
        var bytes = new byte[Stored.Width * Stored.Height];
        var row = new ushort[Stored.Width];
        for (var y = 0; y < Stored.Height; y++)
        {
            MapRow(y, row);
            for (var x = 0; x < row.Length; x++)
                bytes[(y * row.Length) + x] = (byte)((row[x] + 128) / 257);
        }
        return bytes;
    }

    private static (DicomFile File, PixelFormat Format) Open(byte[] encoded)
    {
        var file = DicomFile.Read(encoded);
        if (file.Dataset[Tags.PixelData] is null)
            throw ObjectKind.WithoutPicture(file);
        return (file, PixelFormat.Of(file.Dataset));
    }

    private IEnumerable<ImageNote> Notes()
    {
        if (frame.Format.Frames > 1)
            yield return new($"the first of {frame.Format.Frames} frames", "the first of several frames");
        if (frame.Note is { } note)
            yield return new(note);
        if (File.IsMislabeled)
            yield return new("its attributes are not written as the transfer syntax says");
        if (Size != Stored)
            yield return new($"pixels are not square: stored {Stored.Width} x {Stored.Height}", "pixels are not square");
        if (Header.IsForProcessing)
            yield return new("raw values of a detector (FOR PROCESSING), which look inverted and flat: give the version FOR PRESENTATION");
    }
}
