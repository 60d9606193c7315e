using CovidCxr.Dicom.Format;

namespace CovidCxr.Dicom.Header;

/// <summary>What a DICOM object is, by its class (PS3.4, annex B).</summary>
internal static class ObjectKind
{
    private const string Storage = "1.2.840.10008.5.1.4.1.1.";

    // The first that fits; the numbers behind the root of the storage classes.
    private static readonly (string Class, string Kind)[] Kinds =
    [
        ("88.59", "a key object selection"),
        ("88", "a structured report"),
        ("104.1", "an encapsulated PDF document"),
        ("104", "an encapsulated document"),
        ("11", "a presentation state"),
        ("481", "a radiotherapy object"),
        ("9", "a waveform"),
        ("66", "a segmentation or raw data"),
        ("67", "a real-world value mapping"),
        ("1.1", "a digital X-ray image"),
        ("1", "a computed radiography image"),
        ("2", "a CT image"),
        ("4", "an MR image"),
        ("7", "a secondary capture image"),
        ("12", "an X-ray angiographic image"),
    ];

    /// <summary>The kind with its article.</summary>
    /// <param name="sopClass">The class; may be empty.</param>
    public static string Of(string sopClass)
    {
        if (IsDirectory(sopClass))
            return "a DICOMDIR";
        if (!sopClass.StartsWith(Storage, StringComparison.Ordinal))
            return "an object of an unknown class";
        var number = sopClass[Storage.Length..];
        var kind = Kinds.FirstOrDefault(known => number == known.Class || number.StartsWith(known.Class + ".", StringComparison.Ordinal));
        return kind.Kind ?? $"an object of class {TransferSyntax.Brief(sopClass)}";
    }

    /// <summary>Whether a class is that of a DICOMDIR (PS3.3, annex F).</summary>
    public static bool IsDirectory(string sopClass) => sopClass == DirectoryFile.SopClass;

    /// <summary>The error for a file without a picture.</summary>
    public static DicomException WithoutPicture(DicomFile file)
    {
        if (IsDirectory(file.SopClass))
            return new DicomException("is a DICOMDIR, which lists pictures and holds none; give its folder, or give it to predict by name");
        if (file.Dataset[Tags.FloatPixelData] is not null || file.Dataset[Tags.DoubleFloatPixelData] is not null)
            return new DicomException("has a picture of floating-point numbers, which this version does not read; convert it to 16 bits");
        return file.Dataset.Elements.Any() || file.Meta is not null
            ? new DicomException($"is {Of(file.SopClass)} in DICOM, without a picture; leave it out")
            : DicomException.Damaged("it holds nothing");
    }
}
