using System.Runtime.InteropServices;

namespace CovidCxr.Core.Storage;

/// <summary>What a path stands for, after all links.</summary>
public enum PathKind
{
    /// <summary>Nothing.</summary>
    Missing,

    /// <summary>A regular file.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A pipe.</summary>
    Pipe,

    /// <summary>A socket.</summary>
    Socket,

    /// <summary>A device of characters, such as a terminal or <c>/dev/null</c>.</summary>
    Device,

    /// <summary>A device of blocks, such as a disk.</summary>
    Disk,

    /// <summary>Something that the system does not show, for example behind a folder without permission.</summary>
    Hidden,
}

/// <summary>Says what a path stands for without opening it, so that a pipe without a writer never holds the program.</summary>
/// <param name="Kind">The kind, after all links.</param>
/// <param name="Identity">Tells whether two paths are one file, whatever their links and spelling; null if missing or hidden.</param>
/// <param name="Error">The number of the system's error; 0 for none.</param>
public readonly record struct PathStatus(PathKind Kind, string? Identity, int Error = 0)
{
    private const int TypeMask = 0xF000; // S_IFMT

    /// <summary>Looks at a path.</summary>
    public static PathStatus Of(string path)
    {
        if (path.Length == 0 || path.Contains('\0'))
            return new(PathKind.Missing, null);
        if (OperatingSystem.IsWindows())
            return OfWindows(path);
        var (error, mode, device, inode) = UnixCalls.Stat(PathBytes.Encode(path));
        return error switch
        {
            0 => new(KindOf(mode), $"{device:x}:{inode:x}"),
            UnixCalls.NotFound or UnixCalls.NotAFolder => new(PathKind.Missing, null, error),
            _ => new(PathKind.Hidden, null, error),
        };
    }

    /// <summary>Whether the path itself is a link.</summary>
    public static bool IsLink(string path)
    {
        if (OperatingSystem.IsWindows())
            return new FileInfo(path) is { Exists: true, LinkTarget: not null };
        var (error, mode, _, _) = UnixCalls.Stat(PathBytes.Encode(path), followLinks: false);
        return error == 0 && (mode & TypeMask) == 0xA000;
    }

    /// <summary>Why the system does not show a path, in its words without a full stop.</summary>
    public string Reason =>
        Error == UnixCalls.TooManyLinks && !OperatingSystem.IsWindows() ? "its links lead in a circle"
        : Error == UnixCalls.NameTooLong && !OperatingSystem.IsWindows() ? "the path is too long for the system"
        : Marshal.GetPInvokeErrorMessage(Error).TrimEnd('.');

    private static PathKind KindOf(int mode) => (mode & TypeMask) switch
    {
        0x8000 => PathKind.File,
        0x4000 => PathKind.Folder,
        0x1000 => PathKind.Pipe,
        0xC000 => PathKind.Socket,
        0x6000 => PathKind.Disk,
        _ => PathKind.Device,
    };

    private static PathStatus OfWindows(string path)
    {
        var full = Path.GetFullPath(path);
        var link = File.Exists(full) ? File.ResolveLinkTarget(full, returnFinalTarget: true)
            : Directory.Exists(full) ? Directory.ResolveLinkTarget(full, returnFinalTarget: true) : null;
        full = link?.FullName ?? full;
        return File.Exists(full) ? new(PathKind.File, full.ToUpperInvariant())
            : Directory.Exists(full) ? new(PathKind.Folder, full.ToUpperInvariant())
            : new(PathKind.Missing, null);
    }
}

/// <summary>Lists folders on Linux by the bytes of the names.</summary>
public static class RawFolder
{
    /// <summary>The names, in no order; bytes that are not UTF-8 as <see cref="PathBytes"/> has them.</summary>
    /// <exception cref="IOException">Or another exception that <see cref="FileError.IsFileError"/> knows: it cannot be listed.</exception>
    public static IReadOnlyList<string> Names(string folder) => UnixCalls.List(folder);
}

/// <summary>The words for kinds of paths in messages.</summary>
public static class PathKinds
{
    /// <summary>For example <c>a pipe</c>.</summary>
    public static string Words(this PathKind kind) => kind switch
    {
        PathKind.File => "a file",
        PathKind.Folder => "a folder",
        PathKind.Pipe => "a pipe",
        PathKind.Socket => "a socket",
        PathKind.Device or PathKind.Disk => "a device",
        _ => "missing",
    };
}
