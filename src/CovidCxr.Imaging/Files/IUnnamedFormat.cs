namespace CovidCxr.Imaging.Files;

/// <summary>
/// An image format whose files often have no extension, so that a search of folders must look into them, and which has files that list
/// others: DICOM.
/// </summary>
public interface IUnnamedFormat
{
    /// <summary>Whether a file is of the format.</summary>
    /// <param name="head">The first kilobyte of the file, or all of a shorter file.</param>
    bool Recognizes(ReadOnlySpan<byte> head);

    /// <summary>Whether a file of the format lists others and is no image itself.</summary>
    /// <param name="head">The first kilobyte of the file, or all of a shorter file.</param>
    bool IsIndex(ReadOnlySpan<byte> head);

    /// <summary>The images that a file lists, in its order; an error if it lists none or cannot be read.</summary>
    /// <param name="index">The file.</param>
    IEnumerable<FoundFile> FilesOf(string index);
}
