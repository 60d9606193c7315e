using System.Globalization;
using System.Text;

namespace CovidCxr.Dicom.Format;

/// <summary>
/// The attributes of a dataset or of an item of a sequence. Values stay in the bytes of the file and are read when they are asked for;
/// an attribute that is absent, empty or of another kind than asked for is null.
/// </summary>
internal sealed class DicomDataset
{
    /// <summary>Real headers have a few hundred attributes.</summary>
    private const int MostElements = 50_000;

    private const int DeepestItem = 16, LongestText = 1 << 12;

    private readonly Dictionary<DicomTag, DicomElement> elements;
    private readonly ElementReader reader;
    private readonly int depth;

    private DicomDataset(Dictionary<DicomTag, DicomElement> elements, ElementReader reader, int depth) =>
        (this.elements, this.reader, this.depth) = (elements, reader, depth);

    /// <summary>The elements in the order of their tags.</summary>
    public IEnumerable<DicomElement> Elements => elements.Values.OrderBy(element => element.Tag.Number);

    /// <summary>The bytes in which the values lie.</summary>
    public byte[] Bytes => reader.Bytes;

    /// <summary>The encoding of the values.</summary>
    public TransferSyntax Syntax => reader.Syntax;

    /// <summary>The attribute as it lies in the file; null if it is absent.</summary>
    public DicomElement? this[DicomTag tag] => elements.TryGetValue(tag, out var element) ? element : null;

    /// <summary>Reads a dataset.</summary>
    /// <param name="reader">The bytes and their encoding.</param>
    /// <param name="at">Where it begins; moved behind what was read.</param>
    /// <param name="end">Where it ends at the latest.</param>
    /// <param name="isWanted">Whether an attribute still belongs to it; reading stops at the first that does not. Null for all.</param>
    /// <param name="keepsCut">Whether a last value that is cut off is kept, as far as it goes.</param>
    /// <exception cref="DicomException">The dataset is damaged.</exception>
    public static DicomDataset Read(
        ElementReader reader, ref int at, int end, Func<DicomTag, bool>? isWanted = null, bool keepsCut = false) =>
        Read(reader, ref at, end, isWanted, keepsCut, depth: 0);

    /// <summary>The value's bytes; empty if the attribute is absent.</summary>
    public ReadOnlySpan<byte> ValueOf(DicomTag tag) =>
        elements.TryGetValue(tag, out var element) ? Bytes.AsSpan(element.Offset, element.Length) : [];

    /// <summary>The text of an attribute on one line, without padding; null if it is empty.</summary>
    public string? Text(DicomTag tag)
    {
        var value = ValueOf(tag);
        if (value.Length > LongestText)
            value = value[..LongestText];
        var isUtf8 = tag != Tags.SpecificCharacterSet && ValueOf(Tags.SpecificCharacterSet).IndexOf("ISO_IR 192"u8) >= 0;
        var text = (isUtf8 ? Encoding.UTF8 : Encoding.Latin1).GetString(value).Trim('\0', ' ');
        if (text.AsSpan().ContainsAnyInRange('\0', '\x1F'))
            text = string.Create(text.Length, text, (target, source) =>
            {
                for (var i = 0; i < target.Length; i++)
                    target[i] = char.IsControl(source[i]) ? '?' : source[i];
            });
        return text.Length == 0 ? null : text;
    }

    /// <summary>The values of a text, which a backslash divides; empty if there are none.</summary>
    public IReadOnlyList<string> Texts(DicomTag tag) => Text(tag) is { } text ? [.. text.Split('\\').Select(value => value.Trim())] : [];

    /// <summary>The numbers of a text (DS, IS); values that are no finite number are left out.</summary>
    public IReadOnlyList<double> Numbers(DicomTag tag) =>
    [
        .. Texts(tag)
            .Select(text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN)
            .Where(double.IsFinite),
    ];

    /// <summary>The first number of a text (DS, IS).</summary>
    public double? Number(DicomTag tag) => Numbers(tag) is [var first, ..] ? first : null;

    /// <summary>The 16-bit numbers of an attribute (US, SS); empty if it is absent.</summary>
    /// <param name="tag">The attribute.</param>
    /// <param name="isSigned">Whether numbers of which the file does not say it are signed.</param>
    public int[] Words(DicomTag tag, bool isSigned = false)
    {
        if (!elements.TryGetValue(tag, out var element))
            return [];
        if (element.Vr is ValueRepresentation.IntegerString or ValueRepresentation.DecimalString)
            return [.. Numbers(tag).Where(number => Math.Abs(number) <= int.MaxValue).Select(number => (int)number)];
        var signed = element.Vr == ValueRepresentation.SignedShort || (element.Vr == ValueRepresentation.None && isSigned);
        var words = new int[element.Length / 2];
        for (var i = 0; i < words.Length; i++)
            words[i] = reader.UInt16(element.Offset + (2 * i)) is var word && signed ? (short)word : word;
        return words;
    }

    /// <summary>The first 16-bit number of an attribute (US, SS); null if it is absent.</summary>
    public int? Word(DicomTag tag, bool isSigned = false) => Words(tag, isSigned) is [var first, ..] ? first : null;

    /// <summary>The items of a sequence; empty if it is absent.</summary>
    /// <exception cref="DicomException">The sequence is damaged.</exception>
    public IReadOnlyList<DicomDataset> Items(DicomTag tag)
    {
        if (!elements.TryGetValue(tag, out var element))
            return [];
        if (depth == DeepestItem)
            throw DicomException.Damaged($"{tag} lies in more than {DeepestItem} sequences");
        // An unknown representation of an undefined length holds implicit elements (PS3.5, 6.2.2).
        var inside = element is { Vr: ValueRepresentation.Unknown } && Syntax.IsExplicit
            ? new ElementReader(Bytes, TransferSyntax.ImplicitLittle)
            : reader;
        var items = new List<DicomDataset>();
        for (var (at, end) = (element.Offset, element.Offset + element.Length); at < end;)
        {
            var (delimiter, length, start) = inside.ReadItemHead(at, end);
            if (delimiter == Tags.SequenceDelimitationItem)
                break;
            if (delimiter != Tags.Item)
                throw DicomException.Damaged($"{delimiter} stands where an item of {tag} should");
            at = start;
            items.Add(Read(inside, ref at, length is { } known ? start + known : end, null, keepsCut: false, depth + 1));
        }
        return items;
    }

    private static DicomDataset Read(
        ElementReader reader, ref int at, int end, Func<DicomTag, bool>? isWanted, bool keepsCut, int depth)
    {
        var elements = new Dictionary<DicomTag, DicomElement>();
        while (at < end)
        {
            // Some writers fill the end of a file with zeros, to whole sectors.
            if (depth == 0 && end - at < 8 && !reader.Bytes.AsSpan(at, end - at).ContainsAnyExcept((byte)0))
                break;
            if (keepsCut && end - at < 12)
                break;
            // Behind the file meta information, elements may be written in another way.
            if (isWanted is not null && (end - at < 8 || !isWanted(reader.PeekTag(at))))
                break;
            var next = at;
            var element = reader.Read(ref next, end, keepsCut);
            if (element.Tag == Tags.ItemDelimitationItem && depth > 0)
            {
                at = next;
                break;
            }
            at = next;
            if (element.Tag.IsDelimiter)
                throw DicomException.Damaged($"{element.Tag} stands outside of a sequence");
            elements.TryAdd(element.Tag, element);
            if (elements.Count > MostElements)
                throw DicomException.Damaged($"it has more than {MostElements} attributes");
            // Behind the picture stand signatures and padding at most.
            if (depth == 0 && element.Tag == Tags.PixelData)
                break;
        }
        return new DicomDataset(elements, reader, depth);
    }
}
