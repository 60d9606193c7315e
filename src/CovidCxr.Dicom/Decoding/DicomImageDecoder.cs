using CovidCxr.Core;
using CovidCxr.Dicom.Format;
using CovidCxr.Imaging.Codecs;
using CovidCxr.Imaging.Files;
using CovidCxr.Imaging.Resizing;

namespace CovidCxr.Dicom.Decoding;

/// <summary>Reads X-rays in DICOM, with or without the preamble; the network gets what it gets of the same picture in PNG.</summary>
public sealed class DicomImageDecoder : IImageDecoder, IUnnamedFormat
{
    /// <inheritdoc/>
    public IReadOnlyList<ImageFormat> Formats { get; } = [ImageFormat.Dicom];

    /// <inheritdoc/>
    public bool Recognizes(ReadOnlySpan<byte> head) => DicomFile.Recognizes(head);

    /// <inheritdoc/>
    public bool IsIndex(ReadOnlySpan<byte> head) => Recognizes(head) && head.IndexOf(DirectoryFile.SopClassBytes) >= 0;

    /// <inheritdoc/>
    public IEnumerable<FoundFile> FilesOf(string index)
    {
        try
        {
            var bytes = ImageFiles.Read(index, Formats[0].Extensions);
            var images = DirectoryFile.ImagesIn(bytes, Path.GetDirectoryName(index) ?? "");
            return images.Count > 0 ? [.. images.Select(image => new FoundFile(image))]
                : [new FoundFile(index, $"{PathText.Brief(index)} is a DICOMDIR that lists no picture; give the folder of the pictures")];
        }
        catch (DicomException e)
        {
            return [new FoundFile(index, e.For(PathText.Brief(index)).Message)];
        }
        catch (InputException e)
        {
            return [new FoundFile(index, e.Message)];
        }
    }

    /// <inheritdoc/>
    public ImageSize ReadSize(byte[] encoded, string name) => DicomPicture.ReadSize(encoded, name);

    /// <inheritdoc/>
    public ScaledImage ReadScaled(byte[] encoded, string name, int side)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(side, 1);
        var picture = DicomPicture.Read(encoded, name);
        var (pixels, colored) = picture.Rgb is { } rgb ? Scale(rgb, picture.Stored, side) : (Scale(picture, side), 0);
        return new ScaledImage(pixels, side, picture.Size, colored) { Reading = picture.Reading, Header = picture.Header };
    }

    /// <inheritdoc/>
    public byte[] ReadGray(byte[] encoded, string name, int width, int height, out ImageReading reading)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        var picture = DicomPicture.Read(encoded, name);
        reading = picture.Reading;
        return EightBitPixels.ToGray(picture.ToEightBit(), picture.Stored, picture.Rgb is null ? 1 : 3, width, height);
    }

    private static byte[] Scale(DicomPicture picture, int side)
    {
        using var scaler = new RowScaler(picture.Stored, side, side);
        var row = new ushort[picture.Stored.Width];
        var bytes = new byte[row.Length];
        for (var y = 0; y < picture.Stored.Height; y++)
        {
            picture.MapRow(y, row);
            if (!picture.IsEightBit)
            {
                scaler.AddGray16(row);
                continue;
            }
            for (var x = 0; x < row.Length; x++)
                bytes[x] = (byte)((row[x] + 128) / 257);
            scaler.AddGray(bytes);
        }
        return scaler.Scale();
    }

    private static (byte[] Pixels, double ColoredShare) Scale(byte[] rgb, ImageSize size, int side)
    {
        using var scaler = new RowScaler(size, side, side);
        for (var y = 0; y < size.Height; y++)
            scaler.AddRgb(rgb.AsSpan(3 * y * size.Width, 3 * size.Width));
        var colored = scaler.ColoredShare;
        return (colored <= EightBitPixels.AlmostGray ? scaler.Scale() : EightBitPixels.ToGray(rgb, size, 3, side, side), colored);
    }
}
