namespace CovidCxr.Core.Storage;

/// <summary>Failures of the file system, and the one line that a user reads about them.</summary>
public static class FileError
{
    /// <summary>Whether an exception comes from the file system: no such file, no right, no space, a broken device.</summary>
    public static bool IsFileError(Exception error) => error is IOException or UnauthorizedAccessException;

    /// <summary>The system's own words on one line, without a full stop, to stand inside a message.</summary>
    public static string Reason(Exception error) => error.Message.ReplaceLineEndings(" ").Trim().TrimEnd('.');

    /// <summary>The error for something that cannot be written.</summary>
    /// <param name="what">The path, with the option that named it: <c>--out scores.csv</c>.</param>
    /// <param name="error">The failure underneath.</param>
    /// <param name="remedy">What the user can do.</param>
    public static InputException CannotWrite(
        string what, Exception error, string remedy = "free some disk space or choose another place") =>
        new($"{what}: cannot be written ({Reason(error)}); {remedy}", error);

    /// <summary>The error for something that cannot be read.</summary>
    /// <param name="what">The path, with the option that named it.</param>
    /// <param name="error">The failure underneath.</param>
    /// <param name="remedy">What the user can do.</param>
    public static InputException CannotRead(string what, Exception error, string remedy = "check the file and its permissions") =>
        new($"{what}: cannot be read ({Reason(error)}); {remedy}", error);

    /// <summary>Deletes a file or folder if it exists. A failure is ignored: the error that led here matters more.</summary>
    public static void DeleteQuietly(string path)
    {
        try
        {
            if (Directory.Exists(path))
                Directory.Delete(path, recursive: true);
            else
                File.Delete(path);
        }
        catch (Exception e) when (IsFileError(e))
        {
            // See the summary.
        }
    }
}
