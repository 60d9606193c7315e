using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace CovidCxr.Testing;

/// <summary>Writes DICOM files from scratch, so that the product's own reader and writer are not asked about themselves.</summary>
public sealed class SyntheticDicom
{
    /// <summary>Transfer syntaxes.</summary>
    public const string Implicit = "1.2.840.10008.1.2", Explicit = "1.2.840.10008.1.2.1", BigEndian = "1.2.840.10008.1.2.2",
        Deflated = "1.2.840.10008.1.2.1.99", RunLength = "1.2.840.10008.1.2.5", Baseline = "1.2.840.10008.1.2.4.50",
        Lossless = "1.2.840.10008.1.2.4.70";

    private const string DigitalXRay = "1.2.840.10008.5.1.4.1.1.1.1";
    private const uint Undefined = uint.MaxValue;

    private readonly SortedDictionary<uint, (string Vr, byte[] Value, bool IsUndefined)> elements = [];
    private readonly string syntax;

    /// <param name="syntax">The transfer syntax.</param>
    /// <param name="sopClass">The class of the object.</param>
    public SyntheticDicom(string syntax = Explicit, string sopClass = DigitalXRay)
    {
        this.syntax = syntax;
        SopClass = sopClass;
        Text(0x00080016, "UI", sopClass);
        Text(0x00080018, "UI", "1.2.3.4.5.6");
        Text(0x00080060, "CS", "DX");
    }

    /// <summary>The class of the object.</summary>
    public string SopClass { get; }

    /// <summary>Whether numbers have their most significant byte first.</summary>
    public bool IsBigEndian => syntax == BigEndian;

    /// <summary>Whether the file has the preamble and the file meta information.</summary>
    public bool HasMeta { get; init; } = true;

    /// <summary>A gray picture.</summary>
    /// <param name="samples">[height, width].</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="bits">Bits stored; more than 8 take 16.</param>
    /// <param name="syntax">The transfer syntax, one that is not compressed.</param>
    /// <param name="isSigned">Whether samples have a sign.</param>
    public static SyntheticDicom Gray(
        ReadOnlySpan<ushort> samples, int width, int height, int bits, string syntax = Explicit, bool isSigned = false)
    {
        var file = new SyntheticDicom(syntax).Picture(width, height, bits, isSigned);
        var value = new byte[samples.Length * (bits > 8 ? 2 : 1)];
        for (var i = 0; i < samples.Length; i++)
            if (bits <= 8)
                value[i] = (byte)samples[i];
            else
                file.Put(value.AsSpan(2 * i), samples[i]);
        return file.Element(0x7FE00010, "OW", bits <= 8 && file.IsBigEndian ? Swapped(value) : value);
    }

    /// <summary>The attributes of a gray picture, without it.</summary>
    public SyntheticDicom Picture(int width, int height, int bits, bool isSigned = false) =>
        Words(0x00280002, 1).Text(0x00280004, "CS", "MONOCHROME2").Words(0x00280010, height).Words(0x00280011, width)
            .Words(0x00280100, bits > 8 ? 16 : 8).Words(0x00280101, bits).Words(0x00280102, bits - 1).Words(0x00280103, isSigned ? 1 : 0);

    /// <summary>Sets an attribute to a text.</summary>
    public SyntheticDicom Text(uint tag, string vr, string text)
    {
        var value = Encoding.UTF8.GetBytes(text);
        return Element(tag, vr, value.Length % 2 == 0 ? value : [.. value, vr == "UI" ? (byte)0 : (byte)' ']);
    }

    /// <summary>Sets an attribute to numbers of a text.</summary>
    public SyntheticDicom Numbers(uint tag, params double[] numbers) =>
        Text(tag, "DS", string.Join('\\', numbers.Select(number => number.ToString(CultureInfo.InvariantCulture))));

    /// <summary>Sets an attribute to 16-bit numbers.</summary>
    public SyntheticDicom Words(uint tag, params int[] words) => Element(tag, "US", Bytes(words));

    /// <summary>Sets an attribute to 16-bit numbers of another representation.</summary>
    public SyntheticDicom Words(uint tag, string vr, params int[] words) => Element(tag, vr, Bytes(words));

    /// <summary>Sets an attribute.</summary>
    public SyntheticDicom Element(uint tag, string vr, byte[] value)
    {
        elements[tag] = (vr, value, false);
        return this;
    }

    /// <summary>Removes an attribute.</summary>
    public SyntheticDicom Without(uint tag)
    {
        elements.Remove(tag);
        return this;
    }

    /// <summary>Sets an attribute to a sequence of one item.</summary>
    public SyntheticDicom Sequence(uint tag, SyntheticDicom item, bool hasUndefinedLength = false)
    {
        var content = item.Dataset();
        var bytes = new List<byte>();
        if (hasUndefinedLength)
        {
            Head(bytes, 0xFFFEE000, "", Undefined);
            bytes.AddRange(content);
            Head(bytes, 0xFFFEE00D, "", 0);
            Head(bytes, 0xFFFEE0DD, "", 0);
        }
        else
        {
            Head(bytes, 0xFFFEE000, "", (uint)content.Length);
            bytes.AddRange(content);
        }
        elements[tag] = ("SQ", [.. bytes], hasUndefinedLength);
        return this;
    }

    /// <summary>An item of a sequence in this file's syntax, without attributes.</summary>
    public SyntheticDicom Item()
    {
        var item = new SyntheticDicom(syntax);
        item.elements.Clear();
        return item;
    }

    /// <summary>Sets the picture to fragments.</summary>
    /// <param name="table">The offset table; empty for none.</param>
    /// <param name="fragments">The fragments, each padded to an even length.</param>
    public SyntheticDicom Fragments(uint[] table, params byte[][] fragments)
    {
        var bytes = new List<byte>();
        byte[][] items = [[.. table.SelectMany(BitConverter.GetBytes)], .. fragments];
        foreach (var item in items)
        {
            Head(bytes, 0xFFFEE000, "", (uint)(item.Length + (item.Length & 1)));
            bytes.AddRange(item);
            if (item.Length % 2 == 1)
                bytes.Add(0);
        }
        Head(bytes, 0xFFFEE0DD, "", 0);
        elements[0x7FE00010] = ("OB", [.. bytes], true);
        return this;
    }

    /// <summary>The bytes of the file.</summary>
    public byte[] File()
    {
        var dataset = Dataset();
        if (!HasMeta)
            return dataset;
        var meta = new SyntheticDicom(Explicit, SopClass);
        meta.elements.Clear();
        meta.Element(0x00020001, "OB", [0, 1]).Text(0x00020002, "UI", SopClass).Text(0x00020003, "UI", "1.2.3.4.5.6")
            .Text(0x00020010, "UI", syntax).Text(0x00020012, "UI", "1.2.3");
        var bytes = new List<byte>(new byte[128]);
        bytes.AddRange("DICM"u8);
        var head = meta.Dataset();
        meta.Head(bytes, 0x00020000, "UL", 4);
        bytes.AddRange(BitConverter.GetBytes(head.Length));
        bytes.AddRange(head);
        bytes.AddRange(syntax == Deflated ? Deflate(dataset) : dataset);
        return [.. bytes];
    }

    /// <summary>The bytes of the elements alone.</summary>
    public byte[] Dataset()
    {
        var bytes = new List<byte>();
        foreach (var (tag, (vr, value, isUndefined)) in elements)
        {
            Head(bytes, tag, vr, isUndefined ? Undefined : (uint)value.Length);
            bytes.AddRange(value);
        }
        return [.. bytes];
    }

    private static byte[] Deflate(byte[] dataset)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest))
            deflate.Write(dataset);
        return packed.ToArray();
    }

    private static byte[] Swapped(byte[] bytes)
    {
        var swapped = new byte[bytes.Length + (bytes.Length & 1)];
        for (var i = 0; i < bytes.Length; i++)
            swapped[i ^ 1] = bytes[i];
        return swapped;
    }

    private byte[] Bytes(int[] words)
    {
        var value = new byte[2 * words.Length];
        for (var i = 0; i < words.Length; i++)
            Put(value.AsSpan(2 * i), (ushort)words[i]);
        return value;
    }

    private void Head(List<byte> bytes, uint tag, string vr, uint length)
    {
        Span<byte> word = stackalloc byte[4];
        Put(word, (ushort)(tag >> 16));
        Put(word[2..], (ushort)tag);
        bytes.AddRange(word);
        if (vr.Length == 0 || syntax == Implicit)
        {
            Put(word, length);
            bytes.AddRange(word);
            return;
        }
        bytes.AddRange(Encoding.ASCII.GetBytes(vr));
        if (vr is "OB" or "OW" or "SQ" or "UN" or "UT")
        {
            bytes.AddRange([0, 0]);
            Put(word, length);
            bytes.AddRange(word);
        }
        else
        {
            Put(word, (ushort)length);
            bytes.AddRange(word[..2]);
        }
    }

    private void Put(Span<byte> at, ushort value)
    {
        if (IsBigEndian)
            BinaryPrimitives.WriteUInt16BigEndian(at, value);
        else
            BinaryPrimitives.WriteUInt16LittleEndian(at, value);
    }

    private void Put(Span<byte> at, uint value)
    {
        if (IsBigEndian)
            BinaryPrimitives.WriteUInt32BigEndian(at, value);
        else
            BinaryPrimitives.WriteUInt32LittleEndian(at, value);
    }
}
