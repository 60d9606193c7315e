namespace CovidCxr.Imaging.Files;

/// <summary>
/// The names that systems leave beside a user's files: a search through folders passes them by, as if they were not there. A path that
/// the user names is not searched for, so this rule does not hold for it.
/// </summary>
public static class IgnoredNames
{
    // Beside names with a dot: the folder in which macOS packs resource forks, what Windows and macOS keep of a folder's look, and the
    // bins, snapshots and indices of Windows, Synology, QNAP and Linux file systems.
    private static readonly HashSet<string> Whole = new(StringComparer.OrdinalIgnoreCase)
    {
        "__MACOSX", "Icon\r",
        "Thumbs.db", "ehthumbs.db", "ehthumbs_vista.db", "desktop.ini", "$RECYCLE.BIN", "RECYCLER", "System Volume Information",
        "@eaDir", "@Recycle", "@Recently-Snapshot", "@tmp", "#recycle", "#snapshot",
        "lost+found",
    };

    /// <summary>Whether a search passes a file or folder by.</summary>
    /// <param name="name">The name without its folder.</param>
    public static bool Contains(string name) => name.StartsWith('.') || Whole.Contains(name);

    /// <summary>Whether a search passes a path by, because of its own name or that of a folder on the way.</summary>
    /// <param name="relativePath">The path from the folder that the user named, with the separators of any system.</param>
    public static bool ContainsAnyOf(string relativePath) => relativePath.Split('/', '\\').Any(Contains);
}
