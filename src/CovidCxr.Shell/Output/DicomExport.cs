using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Dicom.Decoding;
using CovidCxr.Dicom.Deidentification;
using CovidCxr.Imaging.Files;

namespace CovidCxr.Shell.Output;

/// <summary>Writes pictures of DICOM files to a folder under numbers, because the names of files may be those of patients.</summary>
internal sealed class DicomExport
{
    private static readonly DicomImageDecoder Decoder = new();

    private readonly Deidentifier deidentifier = new();
    private readonly string folder;
    private readonly bool asDicom, isDeidentified;
    private int count;

    /// <param name="folder">The folder.</param>
    /// <param name="asDicom">Whether to write DICOM instead of PNG.</param>
    /// <param name="isDeidentified">Whether pictures with burnt-in text are refused.</param>
    /// <exception cref="InputException">The folder is not empty, or cannot be created.</exception>
    public DicomExport(string folder, bool asDicom, bool isDeidentified)
    {
        (this.folder, this.asDicom, this.isDeidentified) = (folder, asDicom, isDeidentified);
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
            throw new InputException($"--out {folder}: exists and is not an empty folder; choose another");
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw FileError.CannotWrite($"--out {folder}", e, "choose another folder");
        }
    }

    /// <summary>Finds DICOM files.</summary>
    /// <param name="paths">Files, DICOMDIRs, folders and patterns.</param>
    public static IEnumerable<FoundFile> Find(IEnumerable<string> paths) =>
        new ImageSearch(Decoder.Formats[0].Extensions, Decoder).Find(paths);

    /// <summary>Writes the picture of a file.</summary>
    /// <returns>The name of the new file.</returns>
    /// <exception cref="InputException">The file is no picture in DICOM, or the new file cannot be written.</exception>
    public string Write(FoundFile found)
    {
        if (found.Error is { } error)
            throw new InputException(error);
        var encoded = ImageFiles.Read(found.Path, Decoder.Formats[0].Extensions);
        if (!Decoder.Recognizes(encoded))
            throw new InputException($"{PathText.Brief(found.Path)} is not a DICOM file, whatever its name says; leave it out");
        if (isDeidentified)
            Deidentifier.CheckAnnotation(encoded, found.Path);
        var content = asDicom ? deidentifier.Write(encoded, found.Path) : DicomPng.Encode(encoded, found.Path);
        var name = FormattableString.Invariant($"{++count:D6}.{(asDicom ? "dcm" : "png")}");
        AtomicFile.Write(Path.Combine(folder, name), content);
        return name;
    }
}
