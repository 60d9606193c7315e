using System.Runtime.InteropServices;
using CovidCxr.Dicom.Format;

namespace CovidCxr.Dicom.Codecs;

/// <summary>The samples of a picture's first frame, decompressed but otherwise as the file has them.</summary>
/// <param name="Bytes">[rows, columns, samples], or [samples, rows, columns] if planar; each sample 1 or 2 bytes, little endian.</param>
/// <param name="SampleBytes">Bytes of a sample, 1 or 2.</param>
/// <param name="Format">How the samples are written; the codec may have changed the colors and their order.</param>
internal sealed record StoredFrame(ReadOnlyMemory<byte> Bytes, int SampleBytes, PixelFormat Format)
{
    /// <summary>A step in decoding that a person should know of; null for none.</summary>
    public string? Note { get; init; }

    /// <summary>Checks that the samples are all there.</summary>
    /// <exception cref="DicomException">The picture ends early.</exception>
    public StoredFrame Checked()
    {
        var expected = (long)Format.Area * (Format.IsSubsampled ? 2 : Format.Samples) * SampleBytes;
        return Bytes.Length >= expected ? this
            : throw DicomException.Damaged($"its picture has {Bytes.Length} bytes instead of {expected}");
    }

    /// <summary>The sample at a place, of a picture with one sample for each pixel.</summary>
    public int SampleAt(int place) => SampleBytes == 1 ? Bytes.Span[place] : Words[place];

    /// <summary>Counts samples by their number.</summary>
    /// <param name="from">The first place.</param>
    /// <param name="length">How many.</param>
    /// <param name="counts">[256] or [65536].</param>
    public void CountSamples(int from, int length, int[] counts)
    {
        if (SampleBytes == 1)
            foreach (var sample in Bytes.Span.Slice(from, length))
                counts[sample]++;
        else
            foreach (var sample in Words.Slice(from, length))
                counts[sample]++;
    }

    /// <summary>Maps a row of a picture with one sample for each pixel to gray.</summary>
    /// <param name="y">The row.</param>
    /// <param name="gray">The gray value of each sample, [256] or [65536].</param>
    /// <param name="row">[columns], receives the gray values.</param>
    public void MapRow(int y, ushort[] gray, Span<ushort> row)
    {
        if (SampleBytes == 1)
        {
            var samples = Bytes.Span.Slice(y * row.Length, row.Length);
            for (var x = 0; x < row.Length; x++)
                row[x] = gray[samples[x]];
        }
        else
        {
            var samples = Words.Slice(y * row.Length, row.Length);
            for (var x = 0; x < row.Length; x++)
                row[x] = gray[samples[x]];
        }
    }

    private ReadOnlySpan<ushort> Words => MemoryMarshal.Cast<byte, ushort>(Bytes.Span);
}
