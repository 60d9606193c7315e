using CovidCxr.Core.Storage;

namespace CovidCxr.Imaging.Files;

/// <summary>The beginning of a file, by which its format is recognized.</summary>
public static class FileHead
{
    private const int Length = 1024;

    /// <summary>
    /// Whether a file has no extension: a PACS writes <c>IM000001</c> and <c>1.2.840.10008.5</c>.
    /// </summary>
    public static bool HasNoExtension(string path) => Path.GetExtension(path).Skip(1).All(char.IsAsciiDigit);

    /// <summary>Reads the first kilobyte, or all of a shorter file; empty if it cannot be read.</summary>
    public static byte[] Read(string path)
    {
        try
        {
            using var file = RegularFile.Open(path, bufferSize: 0);
            var head = new byte[Length];
            return head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            return [];
        }
    }
}
