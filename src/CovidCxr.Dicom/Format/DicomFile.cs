namespace CovidCxr.Dicom.Format;

/// <summary>
/// A DICOM file (PS3.10): the file meta information, the transfer syntax and the dataset up to the picture. Files without the preamble,
/// and bare datasets, are read too.
/// </summary>
internal sealed class DicomFile
{
    private const int PreambleLength = 128;

    private DicomFile(DicomDataset? meta, DicomDataset dataset, TransferSyntax syntax, bool isMislabeled) =>
        (Meta, Dataset, Syntax, IsMislabeled) = (meta, dataset, syntax, isMislabeled);

    /// <summary>The file meta information; null in a bare dataset.</summary>
    public DicomDataset? Meta { get; }

    /// <summary>The dataset.</summary>
    public DicomDataset Dataset { get; }

    /// <summary>The transfer syntax that the file names, or the one by which a bare dataset could be read.</summary>
    public TransferSyntax Syntax { get; }

    /// <summary>Whether the dataset is implicit though the file says explicit, or the other way around.</summary>
    public bool IsMislabeled { get; }

    /// <summary>The class of the object (PS3.4); empty if the file does not say.</summary>
    public string SopClass => Dataset.Text(Tags.SopClassUid) ?? Meta?.Text(Tags.MediaStorageSopClassUid) ?? "";

    /// <summary>Whether a file could be DICOM, by its beginning.</summary>
    /// <param name="head">The first kilobyte, or all of a shorter file.</param>
    public static bool Recognizes(ReadOnlySpan<byte> head)
    {
        if (HasPreamble(head) || head.StartsWith("DICM"u8))
            return true;
        // A group length or the first attribute of group 0002 or 0008, with two letters or with a short length behind it.
        if (head.Length < 16 || head[0] is not (2 or 8) || head[1] != 0 || head[3] != 0 || head[2] > 0x20)
            return false;
        return ValueRepresentation.IsKnown((ushort)((head[4] << 8) | head[5]))
            || (head[0] == 8 && head[5] == 0 && head[6] == 0 && head[7] == 0 && head[4] <= 64 && head[8 + head[4]] is 2 or 8);
    }

    /// <summary>Reads a file; its picture is not decoded.</summary>
    /// <param name="bytes">The bytes of the file.</param>
    /// <exception cref="DicomException">The file is damaged.</exception>
    public static DicomFile Read(byte[] bytes)
    {
        var at = HasPreamble(bytes) ? PreambleLength + 4 : bytes.AsSpan().StartsWith("DICM"u8) ? 4 : 0;
        DicomDataset? meta = null;
        if (bytes.Length - at >= 8 && bytes[at] == 2 && bytes[at + 1] == 0)
            meta = DicomDataset.Read(
                new ElementReader(bytes, TransferSyntax.ExplicitLittle), ref at, bytes.Length, tag => tag.Group == 2);
        var named = meta?.Text(Tags.TransferSyntaxUid) is { } uid ? TransferSyntax.Of(uid) : null;
        if (named is { IsDeflated: true })
        {
            var inflated = InflatedDataset.Of(bytes, at);
            return new DicomFile(meta, inflated, named, isMislabeled: false);
        }
        // GE's private syntaxes and faulty writers: the bytes of the first element show how it is written.
        var encoding = named ?? TransferSyntax.ImplicitLittle;
        var isExplicit = LooksExplicit(bytes, at) ?? encoding.IsExplicit;
        var isMislabeled = named is not null && isExplicit != encoding.IsExplicit;
        if (isExplicit != encoding.IsExplicit)
            encoding = encoding with { IsExplicit = isExplicit };
        var dataset = DicomDataset.Read(new ElementReader(bytes, encoding), ref at, bytes.Length);
        var found = isExplicit ? TransferSyntax.ExplicitLittle : TransferSyntax.ImplicitLittle;
        return new DicomFile(meta, dataset, named ?? found, isMislabeled);
    }

    private static bool HasPreamble(ReadOnlySpan<byte> head) =>
        head.Length >= PreambleLength + 4 && head[PreambleLength..].StartsWith("DICM"u8);

    // Two letters of the standard; the bytes of a length would be a value of 16 kilobytes and more in the first attribute.
    private static bool? LooksExplicit(byte[] bytes, int at) => bytes.Length - at < 8 ? null
        : ValueRepresentation.IsKnown((ushort)((bytes[at + 4] << 8) | bytes[at + 5]));
}
