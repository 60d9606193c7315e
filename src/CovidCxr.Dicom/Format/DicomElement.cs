namespace CovidCxr.Dicom.Format;

/// <summary>Where the value of an attribute lies in a file.</summary>
/// <param name="Tag">The attribute.</param>
/// <param name="Vr">The value representation, two letters; <see cref="ValueRepresentation.None"/> in implicit syntaxes.</param>
/// <param name="Offset">The first byte of the value.</param>
/// <param name="Length">Bytes of the value, with its delimiter if the length is undefined.</param>
/// <param name="IsUndefinedLength">Whether the value ends with a delimiter.</param>
internal readonly record struct DicomElement(DicomTag Tag, ushort Vr, int Offset, int Length, bool IsUndefinedLength);

/// <summary>Value representations (DICOM PS3.5, 6.2) as two letters in a number.</summary>
internal static class ValueRepresentation
{
    /// <summary>None is given.</summary>
    public const ushort None = 0;

    public const ushort DecimalString = ('D' << 8) | 'S';
    public const ushort IntegerString = ('I' << 8) | 'S';
    public const ushort OtherByte = ('O' << 8) | 'B';
    public const ushort OtherWord = ('O' << 8) | 'W';
    public const ushort Sequence = ('S' << 8) | 'Q';
    public const ushort SignedShort = ('S' << 8) | 'S';
    public const ushort Unknown = ('U' << 8) | 'N';

    private static readonly HashSet<ushort> Long = [.. "OB OD OF OL OV OW SQ SV UC UN UR UT UV".Split(' ').Select(Of)];

    private static readonly HashSet<ushort> Short =
        [.. "AE AS AT CS DA DS DT FD FL IS LO LT PN SH SL SS ST TM UI UL US".Split(' ').Select(Of)];

    /// <summary>Whether the length of a value takes four bytes, after two reserved ones.</summary>
    public static bool HasLongLength(ushort vr) => Long.Contains(vr);

    /// <summary>Whether the standard has the representation.</summary>
    public static bool IsKnown(ushort vr) => Short.Contains(vr) || Long.Contains(vr);

    /// <summary>Whether two bytes could be a representation of any edition of the standard: two capital letters.</summary>
    public static bool IsPlausible(byte first, byte second) =>
        first is >= (byte)'A' and <= (byte)'Z' && second is >= (byte)'A' and <= (byte)'Z';

    /// <summary>The representation as a number.</summary>
    public static ushort Of(string letters) => (ushort)((letters[0] << 8) | letters[1]);
}
