using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace CovidCxr.Core.Storage;

/// <summary>
/// The few system calls that .NET does not offer: what a path stands for (<c>stat</c>), and opening and listing a path by its bytes.
/// Linux on 64 bits and macOS; Windows does without.
/// </summary>
/// <remarks>
/// Linux: <c>statx(2)</c>, whose structure is the same on every processor, and <c>readdir(3)</c> of 64-bit systems. macOS: <c>stat(2)</c>
/// with 64-bit inodes. Flags are those of the systems' <c>fcntl.h</c>.
/// </remarks>
internal static class UnixCalls
{
    /// <summary>Numbers of errors that mean the same on Linux and macOS.</summary>
    public const int NotFound = 2, NoPermission = 13, NotAllowed = 1, NotAFolder = 20;

    private const int CurrentFolder = -100; // AT_FDCWD
    private const int NoFollow = 0x100; // AT_SYMLINK_NOFOLLOW
    private const uint BasicFields = 0x7FF; // STATX_BASIC_STATS
    private const int EntryName = 19; // offset of d_name in Linux's dirent64

    /// <summary>Numbers of errors that differ.</summary>
    public static int NameTooLong => OperatingSystem.IsMacOS() ? 63 : 36;

    /// <inheritdoc cref="NameTooLong"/>
    public static int TooManyLinks => OperatingSystem.IsMacOS() ? 62 : 40;

    // Non-blocking, so that a pipe that takes the file's place between check and opening cannot hold the program.
    private static int ReadFlags => OperatingSystem.IsMacOS() ? 0x4 | 0x20000 | 0x1000000 : 0x800 | 0x100 | 0x80000;

    /// <summary>Type and permissions (<c>st_mode</c>), device and inode of a path, or the number of the error.</summary>
    public static (int Error, int Mode, ulong Device, ulong Inode) Stat(byte[] path, bool followLinks = true)
    {
        var data = new byte[256];
        if (OperatingSystem.IsLinux())
            return statx(CurrentFolder, path, followLinks ? 0 : NoFollow, BasicFields, data) == 0
                ? (0, BitConverter.ToUInt16(data, 28), BitConverter.ToUInt64(data, 136), BitConverter.ToUInt64(data, 32))
                : (Marshal.GetLastPInvokeError(), 0, 0, 0);
        var failed = (followLinks, RuntimeInformation.ProcessArchitecture == Architecture.Arm64) switch
        {
            (true, true) => stat(path, data),
            (true, false) => stat64(path, data),
            (false, true) => lstat(path, data),
            (false, false) => lstat64(path, data),
        };
        return failed == 0
            ? (0, BitConverter.ToUInt16(data, 4), BitConverter.ToUInt32(data, 0), BitConverter.ToUInt64(data, 8))
            : (Marshal.GetLastPInvokeError(), 0, 0, 0);
    }

    /// <summary>Opens a file for reading.</summary>
    /// <exception cref="IOException">Or another exception of the file system: it cannot be opened.</exception>
    public static SafeFileHandle Open(string path)
    {
        var file = open(PathBytes.Encode(path), ReadFlags);
        return file >= 0 ? new SafeFileHandle(file, ownsHandle: true) : throw Failure(Marshal.GetLastPInvokeError(), path);
    }

    /// <summary>The names in a folder on Linux, by their bytes, in no order.</summary>
    /// <exception cref="IOException">Or another exception of the file system: it cannot be listed.</exception>
    public static List<string> List(string folder)
    {
        var stream = opendir(PathBytes.Encode(folder));
        if (stream == 0)
            throw Failure(Marshal.GetLastPInvokeError(), folder);
        try
        {
            var names = new List<string>();
            for (nint entry; (entry = readdir(stream)) != 0;)
            {
                var length = 0;
                while (Marshal.ReadByte(entry, EntryName + length) != 0)
                    length++;
                var name = new byte[length];
                Marshal.Copy(entry + EntryName, name, 0, length);
                if (!(name is [(byte)'.'] or [(byte)'.', (byte)'.']))
                    names.Add(PathBytes.Decode(name));
            }
            // .NET clears the number before each call, so only an error of the last one is left.
            return Marshal.GetLastPInvokeError() is var error and not 0 ? throw Failure(error, folder) : names;
        }
        finally
        {
            _ = closedir(stream);
        }
    }

    /// <summary>The exception that .NET would throw for an error of a path, with the system's words.</summary>
    public static Exception Failure(int error, string path)
    {
        var reason = Marshal.GetPInvokeErrorMessage(error);
        return error switch
        {
            NotFound or NotAFolder => new FileNotFoundException(reason, path),
            NoPermission or NotAllowed => new UnauthorizedAccessException(reason, new Win32Exception(error)),
            _ when error == NameTooLong => new PathTooLongException(reason),
            _ => new IOException(reason, error),
        };
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int statx(int folder, byte[] path, int flags, uint fields, byte[] result);

    [DllImport("libc", SetLastError = true)]
    private static extern int stat(byte[] path, byte[] result);

    [DllImport("libc", SetLastError = true)]
    private static extern int lstat(byte[] path, byte[] result);

    [DllImport("libc", EntryPoint = "stat$INODE64", SetLastError = true)]
    private static extern int stat64(byte[] path, byte[] result);

    [DllImport("libc", EntryPoint = "lstat$INODE64", SetLastError = true)]
    private static extern int lstat64(byte[] path, byte[] result);

    [DllImport("libc", SetLastError = true)]
    private static extern int open(byte[] path, int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern nint opendir(byte[] path);

    [DllImport("libc", SetLastError = true)]
    private static extern nint readdir(nint stream);

    [DllImport("libc")]
    private static extern int closedir(nint stream);
}
