using System.Buffers.Binary;

namespace CovidCxr.Imaging.Formats;

/// <summary>What the chunks of a PNG (third edition) before its pixels say, beyond what a decoder gives out.</summary>
/// <param name="Frames">Frames of an animation; 0 if it is none.</param>
/// <param name="SignificantBits">Bits of a number that the source had (<c>sBIT</c>); null if the file does not say.</param>
internal readonly record struct PngChunks(int Frames, int? SignificantBits)
{
    private const int Signature = 8, LengthBytes = 4, TypeBytes = 4, CheckBytes = 4;

    /// <summary>Reads the chunks up to the pixels, as far as they go.</summary>
    /// <param name="file">The bytes of a file that begins like a PNG.</param>
    public static PngChunks Of(ReadOnlySpan<byte> file)
    {
        var chunks = default(PngChunks);
        for (var at = Signature; at + LengthBytes + TypeBytes + CheckBytes <= file.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            var type = file.Slice(at + LengthBytes, TypeBytes);
            at += LengthBytes + TypeBytes;
            if (type.SequenceEqual("IDAT"u8) || length > file.Length - at - CheckBytes)
                break;
            var content = file.Slice(at, (int)length);
            if (type.SequenceEqual("acTL"u8) && content.Length >= 4)
                chunks = chunks with { Frames = (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(content), int.MaxValue) };
            else if (type.SequenceEqual("sBIT"u8) && content.Length >= 1)
                chunks = chunks with { SignificantBits = content[0] };
            at += (int)length + CheckBytes;
        }
        return chunks;
    }
}
