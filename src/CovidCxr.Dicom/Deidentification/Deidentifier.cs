using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using CovidCxr.Core;
using CovidCxr.Dicom.Codecs;
using CovidCxr.Dicom.Format;
using CovidCxr.Dicom.Header;

namespace CovidCxr.Dicom.Deidentification;

/// <summary>
/// Writes DICOM files without identity, by the Basic Application Level Confidentiality Profile (PS3.15, annex E): see
/// <see cref="KeptAttributes"/>. Identifiers of studies, series and images become others, the same for the same within one object of this
/// class, by a key that is forgotten with it. What is burnt into the picture stays there.
/// </summary>
public sealed class Deidentifier
{
    private static readonly DicomTag PatientIdentityRemoved = new(0x0012, 0x0062), MethodCodes = new(0x0012, 0x0064),
        Method = new(0x0012, 0x0063), TemporalInformation = new(0x0028, 0x0303), CodeMeaning = new(0x0008, 0x0104);

    private readonly byte[] key = RandomNumberGenerator.GetBytes(32);

    /// <summary>Writes the file of a picture without identity; the picture's samples stay as they are.</summary>
    /// <param name="encoded">The bytes of the file.</param>
    /// <param name="name">The file's name, for errors.</param>
    /// <returns>The bytes of the new file.</returns>
    /// <exception cref="InputException">The file is no picture that is read here, or says that text is burnt into its picture.</exception>
    public byte[] Write(byte[] encoded, string name)
    {
        try
        {
            var file = DicomFile.Read(encoded);
            if (file.Dataset[Tags.PixelData] is null)
                throw ObjectKind.WithoutPicture(file);
            CheckAnnotation(file);
            return Write(file);
        }
        catch (DicomException e)
        {
            throw e.For(name);
        }
    }

    /// <summary>Checks that the header does not say that text is burnt into the picture.</summary>
    /// <param name="encoded">The bytes of the file.</param>
    /// <param name="name">The file's name, for errors.</param>
    /// <exception cref="InputException">It does, or the file is damaged.</exception>
    public static void CheckAnnotation(byte[] encoded, string name)
    {
        try
        {
            CheckAnnotation(DicomFile.Read(encoded));
        }
        catch (DicomException e)
        {
            throw e.For(name);
        }
    }

    private static void CheckAnnotation(DicomFile file)
    {
        if (XRayHeaderReader.Of(file.Dataset).HasBurnedInAnnotation)
            throw new DicomException(
                "says that text is burnt into its picture, which may name the patient; leave it out, or mask the text first");
    }

    private byte[] Write(DicomFile file)
    {
        var (dataset, format) = (file.Dataset, PixelFormat.Of(file.Dataset));
        var isCompressed = dataset[Tags.PixelData]!.Value.IsUndefinedLength;
        var syntax = isCompressed ? file.Syntax : TransferSyntax.ExplicitLittle;
        var writer = new DicomWriter(syntax with { IsExplicit = true }, file.SopClass, NewUid(dataset.Text(Tags.SopInstanceUid)));
        var elements = KeptAttributes.All.Keys.Where(tag => dataset[tag] is not null)
            .Concat(KeptAttributes.Replaced).Concat(KeptAttributes.Emptied.Keys)
            .Concat([PatientIdentityRemoved, Method, MethodCodes, TemporalInformation])
            .Distinct().OrderBy(tag => tag.Number);
        foreach (var tag in elements)
            if (KeptAttributes.Emptied.TryGetValue(tag, out var emptied))
                writer.Element(tag, emptied, []);
            else if (KeptAttributes.Replaced.Contains(tag))
                writer.Text(tag, "UI", NewUid(dataset.Text(tag)));
            else if (tag == PatientIdentityRemoved)
                writer.Text(tag, "CS", "YES");
            else if (tag == Method)
                writer.Text(tag, "LO", "DICOM PS3.15 Basic Profile, kept by list");
            else if (tag == MethodCodes)
                WriteMethod(writer);
            else if (tag == TemporalInformation)
                writer.Text(tag, "CS", "REMOVED");
            else
                Copy(writer, dataset, tag, KeptAttributes.All[tag], format.IsSigned);
        if (isCompressed)
        {
            writer.Head(Tags.PixelData, "OB", uint.MaxValue);
            writer.Raw(dataset.ValueOf(Tags.PixelData));
        }
        else
            writer.Element(Tags.PixelData, format.BitsAllocated == 8 ? "OB" : "OW", NativeFrame.LittleEndian(dataset, format).Span);
        return writer.ToArray();
    }

    private static void WriteMethod(DicomWriter writer) => WriteItem(writer, MethodCodes, item =>
    {
        item.Text(Tags.CodeValue, "SH", "113100");
        item.Text(Tags.CodingSchemeDesignator, "SH", "DCM");
        item.Text(CodeMeaning, "LO", "Basic Application Confidentiality Profile");
    });

    private static void Copy(DicomWriter writer, DicomDataset dataset, DicomTag tag, string vr, bool isSigned)
    {
        if (vr == "SQ")
        {
            if (dataset.Items(tag) is [var first, ..])
                WriteItem(writer, tag, item =>
                {
                    foreach (var (inside, insideVr) in KeptAttributes.InItems.Where(kept => first[kept.Key] is not null))
                        Copy(item, first, inside, insideVr, isSigned);
                });
        }
        // Numbers are written anew, in the byte order of the new file; a table of bytes has no order.
        else if (vr is "US" or "SS")
            writer.Words(tag, vr == "US" && isSigned && tag.Element is 0x0120 or 0x0121 ? "SS" : vr, dataset.Words(tag));
        else if (vr == "OW" && dataset.Syntax.IsBigEndian)
            writer.Words(tag, vr, dataset.Words(tag));
        else
            writer.Element(tag, vr, dataset.ValueOf(tag));
    }

    private static void WriteItem(DicomWriter writer, DicomTag tag, Action<DicomWriter> write)
    {
        writer.Head(tag, "SQ", uint.MaxValue);
        writer.Head(Tags.Item, "", uint.MaxValue);
        write(writer);
        writer.Head(Tags.ItemDelimitationItem, "", 0);
        writer.Head(Tags.SequenceDelimitationItem, "", 0);
    }

    // A UUID of which all bits but those of its version and variant come from the old identifier and the key.
    private string NewUid(string? old)
    {
        var hash = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(old ?? ""))[..16];
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        var number = new BigInteger(hash, isUnsigned: true, isBigEndian: true);
        return DicomWriter.UuidRoot + number.ToString(CultureInfo.InvariantCulture);
    }
}
