using CovidCxr.Core;
using CovidCxr.Dicom.Format;
using CovidCxr.Dicom.Header;

namespace CovidCxr.Dicom.Decoding;

/// <summary>What is used of a DICOM file and what was decided, line by line; identifiers are masked unless they are asked for.</summary>
public static class DicomDescription
{
    /// <summary>What stands in place of an identifier.</summary>
    public const string Masked = "(masked)";

    private const string Nothing = "-";

    private static readonly (string Name, DicomTag Tag)[] Identifiers =
    [
        ("patient's name", Tags.PatientName),
        ("patient's id", Tags.PatientId),
        ("birth date", Tags.PatientBirthDate),
        ("accession number", Tags.AccessionNumber),
        ("study date", Tags.StudyDate),
        ("study", Tags.StudyInstanceUid),
        ("image", Tags.SopInstanceUid),
    ];

    /// <summary>Describes a file.</summary>
    /// <param name="encoded">The bytes of the file.</param>
    /// <param name="name">The file's name, for errors.</param>
    /// <param name="withIdentifiers">Whether to give names, numbers and dates that point to the patient.</param>
    /// <param name="error">Why the picture cannot be read, one line; null if it can.</param>
    /// <returns>The name of each fact, and its value.</returns>
    /// <exception cref="InputException">The file is no DICOM file, or its header is damaged.</exception>
    public static IReadOnlyList<(string Name, string Value)> Of(byte[] encoded, string name, bool withIdentifiers, out string? error)
    {
        try
        {
            if (!DicomFile.Recognizes(encoded.AsSpan(0, Math.Min(encoded.Length, 1024))))
                throw new DicomException("is not a DICOM file, whatever its name says; give another file");
            var file = DicomFile.Read(encoded);
            var lines = new List<(string, string)>
            {
                ("object", ObjectKind.Of(file.SopClass)),
                ("transfer syntax", $"{file.Syntax.Name} ({file.Syntax.Uid})"),
            };
            foreach (var (label, tag) in Identifiers)
                lines.Add((label, file.Dataset.Text(tag) is not { } text ? Nothing : withIdentifiers ? text : Masked));
            lines.AddRange(OfHeader(file.Dataset));
            lines.AddRange(OfPicture(encoded, name, out error));
            return lines;
        }
        catch (DicomException e)
        {
            throw e.For(name);
        }
    }

    private static IEnumerable<(string, string)> OfHeader(DicomDataset dataset)
    {
        (string Name, DicomTag Tag)[] facts =
        [
            ("modality", Tags.Modality),
            ("presentation intent", Tags.PresentationIntentType),
            ("body part", Tags.BodyPartExamined),
            ("view position", Tags.ViewPosition),
            ("patient orientation", Tags.PatientOrientation),
            ("image laterality", Tags.ImageLaterality),
            ("burnt-in annotation", Tags.BurnedInAnnotation),
        ];
        foreach (var (label, tag) in facts)
            yield return (label, dataset.Text(tag) ?? Nothing);
        var header = XRayHeaderReader.Of(dataset);
        yield return ("age", header.Age is { } age ? FormattableString.Invariant($"{Math.Floor(age)} years") : Nothing);
        string[] against =
        [
            .. new[]
            {
                header.IsOtherModality ? "modality" : null,
                header.IsLateral ? "view" : null,
                header.IsOtherBodyPart ? "body part" : null,
                header.IsFlipped ? "orientation" : null,
                header.HasBurnedInAnnotation ? "burnt-in annotation" : null,
                header.IsForProcessing ? "raw values" : null,
            }.OfType<string>(),
        ];
        yield return ("refer because of", against.Length == 0 ? Nothing : string.Join(", ", against));
    }

    private static List<(string, string)> OfPicture(byte[] encoded, string name, out string? error)
    {
        try
        {
            var picture = DicomPicture.Read(encoded, name);
            var format = picture.Format;
            error = null;
            return
            [
                ("picture", $"{picture.Size.Width} x {picture.Size.Height}, {format.Photometric}, "
                    + $"{Counted.Of(format.Frames, "frame")}"),
                ("samples", $"{format.BitsStored} of {format.BitsAllocated} bits up to bit {format.HighBit}, "
                    + $"{(format.IsSigned ? "signed" : "unsigned")}, {format.Samples} for each pixel"),
                ("grey values", picture.Rgb is null ? picture.Reading.Text : $"colours{string.Concat(
                    picture.Reading.Notes.Select(note => $"; {note.Text}"))}"),
            ];
        }
        catch (InputException e)
        {
            error = e.Message;
            return [("picture", "cannot be read")];
        }
    }
}
