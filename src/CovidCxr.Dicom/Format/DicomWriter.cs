using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace CovidCxr.Dicom.Format;

/// <summary>Writes a DICOM file (PS3.10): preamble, file meta information, then the elements in the order of the calls.</summary>
internal sealed class DicomWriter
{
    /// <summary>The root of the identifiers that this program makes: those derived from a UUID (PS3.5, B.2).</summary>
    public const string UuidRoot = "2.25.";

    // UUID-derived, fixed: names this program as the writer of a file.
    private const string Implementation = "2.25.249188203612790127456230189523547112705";

    private const int PreambleLength = 128;

    private readonly ArrayBufferWriter<byte> bytes = new();
    private readonly TransferSyntax syntax;

    /// <param name="syntax">The transfer syntax of the dataset; not a deflated one.</param>
    /// <param name="sopClass">The class of the object.</param>
    /// <param name="sopInstance">The identifier of the object.</param>
    public DicomWriter(TransferSyntax syntax, string sopClass, string sopInstance)
    {
        this.syntax = TransferSyntax.ExplicitLittle;
        bytes.Write(new byte[PreambleLength]);
        bytes.Write("DICM"u8);
        var start = bytes.WrittenCount;
        Element(new DicomTag(2, 0), "UL", new byte[4]);
        Element(new DicomTag(2, 1), "OB", [0, 1]);
        Text(Tags.MediaStorageSopClassUid, "UI", sopClass);
        Text(Tags.MediaStorageSopInstanceUid, "UI", sopInstance);
        Text(Tags.TransferSyntaxUid, "UI", syntax.Uid);
        Text(Tags.ImplementationClassUid, "UI", Implementation);
        var length = (uint)(bytes.WrittenCount - start - 12);
        BinaryPrimitives.WriteUInt32LittleEndian(MemoryMarshal.AsMemory(bytes.WrittenMemory).Span[(start + 8)..], length);
        this.syntax = syntax;
    }

    /// <summary>The file so far.</summary>
    public byte[] ToArray() => bytes.WrittenSpan.ToArray();

    /// <summary>Writes a text, padded to an even length.</summary>
    public void Text(DicomTag tag, string vr, string text)
    {
        var value = Encoding.UTF8.GetBytes(text);
        Element(tag, vr, value.Length % 2 == 0 ? value : [.. value, vr == "UI" ? (byte)0 : (byte)' ']);
    }

    /// <summary>Writes 16-bit numbers.</summary>
    public void Words(DicomTag tag, string vr, params ReadOnlySpan<int> words)
    {
        var value = new byte[words.Length * 2];
        for (var i = 0; i < words.Length; i++)
            PutUInt16(value.AsSpan(2 * i), (ushort)words[i]);
        Element(tag, vr, value);
    }

    /// <summary>Writes an element of an even length.</summary>
    /// <param name="tag">The attribute.</param>
    /// <param name="vr">Its value representation; left out in implicit syntaxes.</param>
    /// <param name="value">The value in the byte order of the syntax.</param>
    public void Element(DicomTag tag, string vr, ReadOnlySpan<byte> value)
    {
        Head(tag, vr, (uint)(value.Length + (value.Length & 1)));
        bytes.Write(value);
        if ((value.Length & 1) == 1)
            bytes.Write("\0"u8);
    }

    /// <summary>Writes the head of an element whose value follows by <see cref="Raw"/>.</summary>
    public void Head(DicomTag tag, string vr, uint length)
    {
        Span<byte> head = stackalloc byte[12];
        PutUInt16(head, tag.Group);
        PutUInt16(head[2..], tag.Element);
        var size = 8;
        if (!syntax.IsExplicit || tag.IsDelimiter)
            PutUInt32(head[4..], length);
        else
        {
            (head[4], head[5]) = ((byte)vr[0], (byte)vr[1]);
            if (ValueRepresentation.HasLongLength(ValueRepresentation.Of(vr)))
            {
                PutUInt32(head[8..], length);
                size = 12;
            }
            else
                PutUInt16(head[6..], (ushort)length);
        }
        bytes.Write(head[..size]);
    }

    /// <summary>Writes bytes as they are.</summary>
    public void Raw(ReadOnlySpan<byte> value) => bytes.Write(value);

    /// <summary>Writes a picture of one frame in one fragment, without an offset table.</summary>
    public void Fragment(ReadOnlySpan<byte> stream)
    {
        Head(Tags.PixelData, "OB", uint.MaxValue);
        Element(Tags.Item, "", []);
        Element(Tags.Item, "", stream);
        Element(Tags.SequenceDelimitationItem, "", []);
    }

    private void PutUInt16(Span<byte> at, ushort value)
    {
        if (syntax.IsBigEndian)
            BinaryPrimitives.WriteUInt16BigEndian(at, value);
        else
            BinaryPrimitives.WriteUInt16LittleEndian(at, value);
    }

    private void PutUInt32(Span<byte> at, uint value)
    {
        if (syntax.IsBigEndian)
            BinaryPrimitives.WriteUInt32BigEndian(at, value);
        else
            BinaryPrimitives.WriteUInt32LittleEndian(at, value);
    }
}
