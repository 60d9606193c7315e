using System.Buffers.Binary;
using System.Runtime.InteropServices;
using CovidCxr.Dicom.Format;

namespace CovidCxr.Dicom.Codecs;

/// <summary>Reads pictures that are not compressed.</summary>
internal static class NativeFrame
{
    /// <summary>Reads the first frame; little-endian samples stay where they are in the file.</summary>
    /// <param name="dataset">The dataset with the picture.</param>
    /// <param name="format">How its samples are written.</param>
    /// <exception cref="DicomException">The picture ends early.</exception>
    public static StoredFrame Read(DicomDataset dataset, PixelFormat format)
    {
        var pixels = dataset[Tags.PixelData]!.Value;
        if (pixels.IsUndefinedLength)
            throw DicomException.Damaged("its picture is in fragments, though it is not compressed");
        if (pixels.Length < format.FrameBytes)
            throw DicomException.Damaged($"its picture has {pixels.Length} bytes instead of {format.FrameBytes}");
        if (format.IsSubsampled && format.Columns % 2 != 0)
            throw DicomException.Damaged("two pixels share their colors, and its rows have an odd number");
        return new StoredFrame(LittleEndian(dataset, format)[..(int)format.FrameBytes], format.BitsAllocated / 8, format);
    }

    /// <summary>The samples of all frames, each with its least significant byte first.</summary>
    /// <param name="dataset">The dataset with a picture that is not compressed.</param>
    /// <param name="format">How its samples are written.</param>
    public static ReadOnlyMemory<byte> LittleEndian(DicomDataset dataset, PixelFormat format)
    {
        var pixels = dataset[Tags.PixelData]!.Value;
        // Words are swapped even if each holds two samples of 8 bits.
        return dataset.Syntax.IsBigEndian && (format.BitsAllocated == 16 || pixels.Vr == ValueRepresentation.OtherWord)
            ? Swap(dataset.Bytes.AsSpan(pixels.Offset, pixels.Length))
            : dataset.Bytes.AsMemory(pixels.Offset, pixels.Length);
    }

    private static Memory<byte> Swap(ReadOnlySpan<byte> words)
    {
        var swapped = new byte[words.Length & ~1];
        BinaryPrimitives.ReverseEndianness(
            MemoryMarshal.Cast<byte, ushort>(words[..swapped.Length]), MemoryMarshal.Cast<byte, ushort>(swapped.AsSpan()));
        return words.Length == swapped.Length ? swapped : (byte[])[.. swapped, words[^1]];
    }
}
