namespace CovidCxr.Core.Storage;

/// <summary>Recognizes failures of the file system and turns them into one-line errors.</summary>
public static class FileError
{
    /// <summary>Whether an exception comes from the file system: a missing file, missing permission, a full or broken disk.</summary>
    public static bool IsFileError(Exception error) => error is IOException or UnauthorizedAccessException;

    /// <summary>The system's message on one line without a full stop, for use inside another message.</summary>
    public static string Reason(Exception error) => error is PathTooLongException
        ? "the name or path is too long for the system"
        : error.Message.ReplaceLineEndings(" ").Trim().TrimEnd('.');

    /// <summary>Makes the error for a file or folder that cannot be written.</summary>
    /// <param name="what">The path with the option that named it, for example <c>--out scores.csv</c>.</param>
    /// <param name="error">The cause.</param>
    /// <param name="remedy">What the user can do.</param>
    public static InputException CannotWrite(
        string what, Exception error, string remedy = "free some disk space or choose another path") =>
        new($"{PathBytes.Show(what)}: cannot be written ({Reason(error)}); {remedy}", error);

    /// <summary>The same, with the path of the target in place of that of a temporary file, which nobody knows.</summary>
    /// <param name="what">The path of the target with the option that named it.</param>
    /// <param name="error">The cause.</param>
    /// <param name="remedy">What the user can do.</param>
    /// <param name="temporary">The path of the temporary file or folder.</param>
    /// <param name="target">The path of the target.</param>
    public static InputException CannotWrite(string what, Exception error, string remedy, string temporary, string target) =>
        new($"{PathBytes.Show(what)}: cannot be written ({Reason(error).Replace(temporary, target)}); {remedy}", error);

    /// <summary>Makes the error for a file or folder that cannot be read.</summary>
    /// <param name="what">The path with the option that named it.</param>
    /// <param name="error">The cause.</param>
    /// <param name="remedy">What the user can do.</param>
    public static InputException CannotRead(string what, Exception error, string remedy = "check the file and its permissions") =>
        new($"{PathBytes.Show(what)}: cannot be read ({Reason(error)}); {remedy}", error);

    /// <summary>Deletes a file or folder if it exists; ignores failures, because the error that led here matters more.</summary>
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
