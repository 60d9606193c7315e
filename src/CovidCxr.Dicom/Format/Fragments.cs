using System.Buffers.Binary;

namespace CovidCxr.Dicom.Format;

/// <summary>Finds the first frame in a picture that is encapsulated in fragments (DICOM PS3.5, annex A.4).</summary>
internal static class Fragments
{
    /// <summary>The bytes of the first frame's stream; its fragments are joined if it has several.</summary>
    /// <param name="dataset">The dataset with the picture.</param>
    /// <param name="frames">How many frames it has.</param>
    /// <param name="begins">Whether a fragment begins a frame, judged by its first bytes; null if that cannot be seen.</param>
    /// <exception cref="DicomException">The fragments are damaged.</exception>
    public static ReadOnlyMemory<byte> FirstFrame(DicomDataset dataset, int frames, Func<ReadOnlySpan<byte>, bool>? begins)
    {
        var pixels = dataset[Tags.PixelData]!.Value;
        var all = Of(dataset, pixels);
        var table = all[0];
        var fragments = all[1..];
        if (fragments.Count == 0)
            throw DicomException.Damaged("its picture has no fragment");
        var own = frames == 1 ? fragments.Count
            : Second(dataset, table) is { } second ? CountBefore(fragments, second)
            : fragments.Count == frames || begins is null ? 1
            : 1 + fragments.Skip(1).TakeWhile(fragment => !begins(dataset.Bytes.AsSpan(fragment.Start, fragment.Length))).Count();
        return Join(dataset.Bytes, fragments[..own]);
    }

    // The first item is the offset table; each further one is a fragment.
    private static List<(int Start, int Length)> Of(DicomDataset dataset, DicomElement pixels)
    {
        if (!pixels.IsUndefinedLength)
            throw DicomException.Damaged("its picture is not in fragments, though it is compressed");
        var reader = new ElementReader(dataset.Bytes, TransferSyntax.ExplicitLittle);
        var items = new List<(int Start, int Length)>();
        for (var (at, end) = (pixels.Offset, pixels.Offset + pixels.Length); at < end;)
        {
            var (tag, length, start) = reader.ReadItemHead(at, end);
            if (tag == Tags.SequenceDelimitationItem)
                break;
            if (tag != Tags.Item || length is not { } known)
                throw DicomException.Damaged("a fragment of its picture has no length");
            items.Add((start, known));
            at = start + known;
        }
        return items.Count > 0 ? items : throw DicomException.Damaged("its picture has no fragment");
    }

    // Where the second frame begins, counted from the first fragment's item; null if no table says.
    private static long? Second(DicomDataset dataset, (int Start, int Length) table)
    {
        var extended = dataset.ValueOf(Tags.ExtendedOffsetTable);
        if (extended.Length >= 16)
            return BinaryPrimitives.ReadInt64LittleEndian(extended[8..]);
        return table.Length >= 8 ? BinaryPrimitives.ReadUInt32LittleEndian(dataset.Bytes.AsSpan(table.Start + 4)) : null;
    }

    // A table that points between fragments is wrong: then the first fragment is taken.
    private static int CountBefore(List<(int Start, int Length)> fragments, long offset)
    {
        const int head = 8;
        var first = fragments[0].Start - head;
        var count = fragments.FindIndex(fragment => fragment.Start - head - first == offset);
        return Math.Max(count, 1);
    }

    private static ReadOnlyMemory<byte> Join(byte[] bytes, List<(int Start, int Length)> fragments)
    {
        if (fragments is [var only])
            return bytes.AsMemory(only.Start, only.Length);
        var joined = new byte[fragments.Sum(fragment => (long)fragment.Length)];
        var at = 0;
        foreach (var (start, length) in fragments)
        {
            bytes.AsSpan(start, length).CopyTo(joined.AsSpan(at));
            at += length;
        }
        return joined;
    }
}
