using System.Buffers.Binary;
using CovidCxr.Dicom.Format;

namespace CovidCxr.Dicom.Codecs;

/// <summary>Decodes RLE Lossless (DICOM PS3.5, annex G): one segment of packed bits for each byte of each sample.</summary>
internal static class RunLengthFrame
{
    private const int HeaderLength = 64, MostSegments = 15, MostInTwoBytes = 128;

    /// <summary>Decodes a frame.</summary>
    /// <param name="stream">The frame's bytes: the header of offsets, then the segments.</param>
    /// <param name="format">How its samples are written.</param>
    /// <exception cref="DicomException">The stream is damaged.</exception>
    public static StoredFrame Decode(ReadOnlySpan<byte> stream, PixelFormat format)
    {
        var sampleBytes = format.BitsAllocated / 8;
        if (stream.Length < HeaderLength)
            throw DicomException.Damaged("its run-length encoded picture has no header");
        var count = BinaryPrimitives.ReadUInt32LittleEndian(stream);
        if (count != sampleBytes * format.Samples || count > MostSegments)
            throw DicomException.Damaged(
                $"its run-length encoded picture has {count} segments instead of {sampleBytes * format.Samples}");
        var starts = new int[count + 1];
        for (var i = 0; i < count; i++)
            starts[i] = (int)Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(stream[(4 + (4 * i))..]), int.MaxValue);
        starts[count] = stream.Length;
        // Two bytes stand for 128 at most, so a short stream is found out before memory is taken for its picture.
        if (stream.Length * (long)MostInTwoBytes < format.Area * 2L * format.Samples * sampleBytes)
            throw DicomException.Damaged("its run-length encoded picture ends early");
        // A plane of samples after the other, whatever the file says of that.
        var decoded = new byte[(long)format.Area * format.Samples * sampleBytes];
        for (var segment = 0; segment < count; segment++)
        {
            if (starts[segment] < HeaderLength || starts[segment] > starts[segment + 1] || starts[segment + 1] > stream.Length)
                throw DicomException.Damaged($"segment {segment + 1} of its run-length encoded picture lies outside of it");
            var (sample, byteOfSample) = Math.DivRem(segment, sampleBytes);
            // The most significant byte has the first segment.
            var place = (sample * format.Area * sampleBytes) + (sampleBytes - 1 - byteOfSample);
            Unpack(stream[starts[segment]..starts[segment + 1]], decoded.AsSpan(place), sampleBytes, format.Area);
        }
        var photometric = format.IsSubsampled ? "YBR_FULL" : format.Photometric; // no segment can be shorter than another
        return new StoredFrame(decoded, sampleBytes, format with { IsPlanar = format.Samples > 1, Photometric = photometric });
    }

    private static void Unpack(ReadOnlySpan<byte> packed, Span<byte> target, int step, int wanted)
    {
        var (at, done) = (0, 0);
        while (done < wanted)
        {
            if (at >= packed.Length)
                throw DicomException.Damaged($"its run-length encoded picture ends after {done} of {wanted} pixels");
            int control = (sbyte)packed[at++];
            if (control == sbyte.MinValue)
                continue;
            var length = Math.Min((control < 0 ? -control : control) + 1, wanted - done);
            if (control < 0)
            {
                if (at >= packed.Length)
                    throw DicomException.Damaged($"its run-length encoded picture ends after {done} of {wanted} pixels");
                var value = packed[at++];
                if (step == 1)
                    target.Slice(done, length).Fill(value);
                else
                    for (var i = done; i < done + length; i++)
                        target[i * step] = value;
            }
            else
            {
                if (packed.Length - at < length)
                    throw DicomException.Damaged($"its run-length encoded picture ends after {done} of {wanted} pixels");
                if (step == 1)
                    packed.Slice(at, length).CopyTo(target[done..]);
                else
                    for (var i = 0; i < length; i++)
                        target[(done + i) * step] = packed[at + i];
                at += length;
            }
            done += length;
        }
    }
}
