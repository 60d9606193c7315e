using CovidCxr.Core.Storage;

namespace CovidCxr.Shell;

/// <summary>
/// The words of the command line as the shell gave them. .NET decodes words that are not UTF-8, such as names in Latin-1, with a loss; on
/// Linux the system still has their bytes.
/// </summary>
internal static class CommandWords
{
    private const char Lost = '\uFFFD';
    private const string Words = "/proc/self/cmdline";

    /// <summary>The words with the bytes that are not UTF-8 as <see cref="PathBytes"/> has them.</summary>
    /// <param name="args">The arguments of the program.</param>
    public static string[] Exact(string[] args)
    {
        if (!OperatingSystem.IsLinux() || !args.Any(word => word.Contains(Lost)))
            return args;
        try
        {
            return Exact(args, File.ReadAllBytes(Words));
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            return args; // no /proc here
        }
    }

    /// <summary>Replaces the words by the last ones of the system's list, in which each word ends with a zero.</summary>
    public static string[] Exact(string[] args, byte[] list)
    {
        var words = new List<string>();
        for (var rest = list.AsSpan(); rest.IndexOf((byte)0) is >= 0 and var end; rest = rest[(end + 1)..])
            words.Add(PathBytes.Decode(rest[..end]));
        return words.Count < args.Length ? args : [.. words.TakeLast(args.Length)];
    }
}
