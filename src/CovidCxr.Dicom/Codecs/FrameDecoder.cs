using CovidCxr.Core;
using CovidCxr.Dicom.Format;
using CovidCxr.Imaging.Codecs;

namespace CovidCxr.Dicom.Codecs;

/// <summary>Decodes the first frame of a picture by the codec of its transfer syntax.</summary>
internal static class FrameDecoder
{
    /// <summary>Decodes the frame.</summary>
    /// <param name="file">The file, which has a picture.</param>
    /// <param name="format">How its samples are written.</param>
    /// <param name="name">The file's name, for the errors of other decoders.</param>
    /// <exception cref="DicomException">The picture is damaged, or of a kind that is not read.</exception>
    /// <exception cref="InputException">The JPEG in it is damaged.</exception>
    public static StoredFrame Decode(DicomFile file, PixelFormat format, string name)
    {
        var (dataset, syntax) = (file.Dataset, file.Syntax);
        // GE's private syntaxes, among others, hold plain samples; a picture in fragments does not say how it is compressed.
        var isPlain = dataset[Tags.PixelData] is { IsUndefinedLength: false };
        switch (syntax.Codec)
        {
            case PixelCodec.Native:
                return NativeFrame.Read(dataset, format);
            case PixelCodec.NativeInFragments:
                return new StoredFrame(Fragments.FirstFrame(dataset, format.Frames, null), format.BitsAllocated / 8, format).Checked();
            case PixelCodec.RunLength:
                return RunLengthFrame.Decode(Fragments.FirstFrame(dataset, format.Frames, null).Span, format);
            case PixelCodec.Jpeg:
                return Jpeg(Fragments.FirstFrame(dataset, format.Frames, JpegHeader.Begins).Span, format, syntax, name);
            case PixelCodec.Jpeg2000:
                var stream = Fragments.FirstFrame(dataset, format.Frames, bytes => bytes is [0xFF, 0x4F, 0xFF, 0x51, ..]);
                return GdcmConverter.Decode(stream.Span, format, syntax, "JPEG 2000");
            default:
                throw new DicomException(
                    $"is encoded as {syntax.Name}{(isPlain ? "" : ", compressed")}, which this version does not read; "
                    + "export it uncompressed (gdcmconv --raw, dcmdjpeg)");
        }
    }

    // The stream itself says which process it is, and is not always the one that the transfer syntax names.
    private static StoredFrame Jpeg(ReadOnlySpan<byte> stream, PixelFormat format, TransferSyntax syntax, string name)
    {
        var header = JpegHeader.Of(stream);
        if (header.Width != format.Columns || header.Height != format.Rows || header.Components != format.Samples)
            throw DicomException.Damaged(
                $"it says {format.Columns} x {format.Rows} x {format.Samples}, and its JPEG stream {header.Width} x {header.Height} x "
                + $"{header.Components}");
        if (header.IsLossless)
            return new StoredFrame(JpegLossless.Decode(stream, header), 2, format with
            {
                IsPlanar = format.Samples > 1,
                Photometric = format.IsSubsampled ? "YBR_FULL" : format.Photometric,
            });
        if (!header.IsEightBitDct)
            return GdcmConverter.Decode(stream, format, syntax, header.Process);
        var jpeg = format.Samples == 3 && !header.HasColorMarker ? WithColors(stream, format.Photometric == "RGB") : stream.ToArray();
        return new StoredFrame(JpegPixels.Decode(jpeg, name), 1, format with
        {
            IsPlanar = false,
            Photometric = format.Samples == 1 ? format.Photometric : "RGB",
        });
    }

    // Without a marker, libjpeg guesses what three components mean; the header of the file knows it.
    private static byte[] WithColors(ReadOnlySpan<byte> stream, bool isRgb) =>
        [.. stream[..2], 0xFF, 0xEE, 0, 14, .. "Adobe"u8, 0, 100, 0, 0, 0, 0, isRgb ? (byte)0 : (byte)1, .. stream[2..]];
}
