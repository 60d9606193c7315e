using System.Buffers.Binary;

namespace CovidCxr.Dicom.Format;

/// <summary>
/// Reads the elements of a dataset from bytes (DICOM PS3.5, chapter 7). Nothing is allocated by what a length says, and nested sequences
/// are passed over without recursion.
/// </summary>
/// <param name="bytes">The bytes of the file, or of its inflated dataset.</param>
/// <param name="syntax">The encoding.</param>
internal sealed class ElementReader(byte[] bytes, TransferSyntax syntax)
{
    /// <summary>Undefined-length sequences and items inside each other; real files have a handful.</summary>
    private const int DeepestNesting = 128;

    private const uint UndefinedLength = 0xFFFFFFFF;

    /// <summary>The bytes.</summary>
    public byte[] Bytes => bytes;

    /// <summary>The encoding.</summary>
    public TransferSyntax Syntax => syntax;

    /// <summary>Reads the element at a place.</summary>
    /// <param name="at">The place; moved behind the element.</param>
    /// <param name="end">Where the dataset ends.</param>
    /// <param name="keepsCut">Whether a value that is cut off by the end is returned as far as it goes.</param>
    /// <exception cref="DicomException">The element is not whole, or has no valid form.</exception>
    public DicomElement Read(ref int at, int end, bool keepsCut = false)
    {
        var (tag, vr, length, start) = ReadHead(at, end);
        if (length == UndefinedLength)
        {
            var implicitInside = vr == ValueRepresentation.Unknown && syntax.IsExplicit;
            at = EndOfUndefined(start, end, tag, implicitInside, keepsCut);
            return new DicomElement(tag, vr, start, at - start, IsUndefinedLength: true);
        }
        if (length > (uint)(end - start))
        {
            if (!keepsCut)
                throw DicomException.Damaged($"{tag} says that it has {length} bytes, and {end - start} are left");
            length = (uint)(end - start);
        }
        at = start + (int)length;
        return new DicomElement(tag, vr, start, (int)length, IsUndefinedLength: false);
    }

    /// <summary>Reads the head of an item or delimiter, which has no value representation in any syntax.</summary>
    /// <returns>The tag, the length (null if undefined) and the place behind the head.</returns>
    /// <exception cref="DicomException">It is not whole.</exception>
    public (DicomTag Tag, int? Length, int Start) ReadItemHead(int at, int end)
    {
        if (end - at < 8)
            throw DicomException.Damaged("it ends within a sequence");
        var length = UInt32(at + 4);
        if (length != UndefinedLength && length > (uint)(end - at - 8))
            throw DicomException.Damaged($"an item of a sequence says that it has {length} bytes, and {end - at - 8} are left");
        return (PeekTag(at), length == UndefinedLength ? null : (int)length, at + 8);
    }

    /// <summary>Two bytes as a number.</summary>
    public ushort UInt16(int at) => syntax.IsBigEndian
        ? BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at, 2))
        : BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at, 2));

    /// <summary>Four bytes as a number.</summary>
    public uint UInt32(int at) => syntax.IsBigEndian
        ? BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at, 4))
        : BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at, 4));

    /// <summary>The tag at a place, of which at least 4 bytes follow.</summary>
    public DicomTag PeekTag(int at) => new(UInt16(at), UInt16(at + 2));

    private (DicomTag Tag, ushort Vr, uint Length, int Start) ReadHead(int at, int end, bool isImplicit = false)
    {
        if (end - at < 8)
            throw DicomException.Damaged("it ends within the head of an element");
        var tag = PeekTag(at);
        if (tag.IsDelimiter || !syntax.IsExplicit || isImplicit)
            return (tag, ValueRepresentation.None, UInt32(at + 4), at + 8);
        if (!ValueRepresentation.IsPlausible(bytes[at + 4], bytes[at + 5]))
            throw DicomException.Damaged($"{tag} has no value representation");
        var vr = (ushort)((bytes[at + 4] << 8) | bytes[at + 5]);
        if (!ValueRepresentation.HasLongLength(vr))
            return (tag, vr, UInt16(at + 6), at + 8);
        if (end - at < 12)
            throw DicomException.Damaged($"it ends within the head of {tag}");
        return (tag, vr, UInt32(at + 8), at + 12);
    }

    // Walks over items and elements until the delimiter of the outermost one. Only what has an undefined length is entered.
    private int EndOfUndefined(int at, int end, DicomTag outer, bool isImplicit, bool keepsCut)
    {
        // Whether each level is a sequence, whose members are items, or an item, whose members are elements.
        Span<bool> isSequence = stackalloc bool[DeepestNesting];
        var depth = 0;
        isSequence[0] = true;
        while (depth >= 0)
        {
            if (keepsCut && end - at < 12)
                return end;
            var (tag, _, length, start) = ReadHead(at, end, isImplicit);
            at = start;
            if (tag == (isSequence[depth] ? Tags.SequenceDelimitationItem : Tags.ItemDelimitationItem))
            {
                depth--;
                continue;
            }
            if (isSequence[depth] ? tag != Tags.Item : tag.IsDelimiter)
                throw DicomException.Damaged($"{tag} stands where {(isSequence[depth] ? "an item" : "an element")} of {outer} should");
            if (length == UndefinedLength)
            {
                if (depth + 1 == DeepestNesting)
                    throw DicomException.Damaged($"{outer} has more than {DeepestNesting} sequences inside each other");
                isSequence[depth + 1] = !isSequence[depth];
                depth++;
            }
            else if (length > (uint)(end - at))
            {
                if (keepsCut)
                    return end;
                throw DicomException.Damaged($"{tag} inside {outer} says that it has {length} bytes, and {end - at} are left");
            }
            else
                at += (int)length;
        }
        return at;
    }
}
