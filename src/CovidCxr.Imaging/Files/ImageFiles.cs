using CovidCxr.Core;
using CovidCxr.Core.Storage;

namespace CovidCxr.Imaging.Files;

/// <summary>Reads the bytes of image files.</summary>
public static class ImageFiles
{
    /// <summary>Reads the bytes of an image file; pipes, sockets and devices are refused without opening them.</summary>
    /// <param name="path">The file.</param>
    /// <param name="extensions">The extensions of images, for the error.</param>
    /// <exception cref="InputException">
    /// The file is missing, cannot be read, is no regular file, or is larger than <see cref="ImageLimits.LargestFileBytes"/>.
    /// </exception>
    public static byte[] Read(string path, IReadOnlyCollection<string> extensions)
    {
        var status = PathStatus.Of(path);
        var shown = PathText.Brief(path);
        if (status.Kind == PathKind.Folder)
            throw new InputException($"{shown} is a folder without an image ({string.Join(", ", extensions)}); give another folder");
        if (status.Kind == PathKind.Missing)
            throw new InputException(
                PathStatus.IsLink(path) ? $"{shown} is a link to something that does not exist; mend the link or remove it"
                : GlobPattern.IsPattern(path) ? $"no image matches {shown}; check the pattern"
                : $"{shown} does not exist; check the path");
        if (status.Kind == PathKind.Hidden)
            throw new InputException($"{shown}: cannot be read ({status.Reason}); check the path and its permissions");
        if (status.Kind != PathKind.File)
            throw new InputException($"{shown} is {status.Kind.Words()}, not a file; give a picture in a file");
        try
        {
            return RegularFile.ReadBytes(path, ImageLimits.LargestFileBytes, "scale it down first");
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw FileError.CannotRead(shown, e);
        }
    }
}

/// <summary>Shows paths in messages.</summary>
public static class PathText
{
    private const int Longest = 400, Kept = 150;

    /// <summary>The path, or its beginning and end if it is very long, so that a message stays readable.</summary>
    public static string Brief(string path)
    {
        var shown = PathBytes.Show(path);
        return shown.Length <= Longest ? shown : $"{shown[..Kept]}...{shown[^Kept..]} ({shown.Length} letters)";
    }
}
