using System.IO.Compression;

namespace CovidCxr.Dicom.Format;

/// <summary>
/// Inflates the dataset of a deflated transfer syntax (DICOM PS3.5, annex A.5) as far as it is needed: a few kilobytes can inflate to
/// gigabytes, so the header is inflated first and decides how much may follow.
/// </summary>
internal static class InflatedDataset
{
    private const int FirstStep = 1 << 20, LongestHeader = 64 << 20;

    /// <summary>Reads the dataset.</summary>
    /// <param name="bytes">The bytes of the file.</param>
    /// <param name="start">Where the deflated bytes begin.</param>
    /// <exception cref="DicomException">The bytes cannot be inflated, or the dataset is damaged.</exception>
    public static DicomDataset Of(byte[] bytes, int start)
    {
        try
        {
            using var stream = new DeflateStream(new MemoryStream(bytes, start, bytes.Length - start), CompressionMode.Decompress);
            var inflated = new byte[FirstStep];
            for (var count = 0; ;)
            {
                count += stream.ReadAtLeast(inflated.AsSpan(count), inflated.Length - count, throwOnEndOfStream: false);
                var isWhole = count < inflated.Length;
                if (isWhole)
                    return Read(inflated[..count], keepsCut: false);
                var dataset = Read(inflated, keepsCut: true);
                var wanted = EndOfPicture(dataset, inflated.Length);
                if (wanted == inflated.Length)
                    return dataset;
                Array.Resize(ref inflated, wanted);
            }
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw DicomException.Damaged("its deflated part is not whole");
        }
    }

    private static DicomDataset Read(byte[] inflated, bool keepsCut)
    {
        var at = 0;
        return DicomDataset.Read(new ElementReader(inflated, TransferSyntax.ExplicitLittle), ref at, inflated.Length, null, keepsCut);
    }

    // How many bytes the dataset has up to the end of the picture that the header declares; twice as many as now if it is not that far.
    private static int EndOfPicture(DicomDataset dataset, int inflated)
    {
        if (dataset[Tags.PixelData] is not { } pixels)
            return inflated < LongestHeader ? inflated * 2 : throw DicomException.Damaged("it has no picture in its first 64 MiB");
        var size = PixelFormat.Of(dataset).FrameBytes;
        return (int)Math.Min(Math.Max(pixels.Offset + size, inflated), Array.MaxLength);
    }
}
