namespace CovidCxr.Datasets.Fetching;

/// <summary>The names of zip entries, made safe to write.</summary>
internal static class ZipEntryPath
{
    /// <summary>The name with forward slashes, known to stay inside the folder that it is unpacked into.</summary>
    /// <exception cref="InvalidDataException">The name is absolute, climbs out, or holds characters no archive of pictures has.</exception>
    public static string Checked(string name)
    {
        var path = name.Replace('\\', '/');
        if (path.Length == 0 || path[0] == '/' || (path.Length > 1 && path[1] == ':') || path.Any(char.IsControl)
            // Windows writes what follows a colon into a hidden second stream.
            || (OperatingSystem.IsWindows() && path.Contains(':')))
        {
            throw Unsafe(name);
        }
        var segments = path.TrimEnd('/').Split('/');
        // Windows drops trailing dots and blanks, so ".. " would climb too.
        if (segments.Any(segment => segment.TrimEnd(' ', '.').Length == 0))
            throw Unsafe(name);
        return path;
    }

    private static InvalidDataException Unsafe(string name) =>
        new($"its entry '{new string([.. name.Where(c => !char.IsControl(c))])}' points out of the folder");
}
