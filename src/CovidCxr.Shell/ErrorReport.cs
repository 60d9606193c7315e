using CovidCxr.Core;

namespace CovidCxr.Shell;

/// <summary>Turns an exception into one line on stderr and an exit code.</summary>
internal static class ErrorReport
{
    /// <summary>Environment variable; 1 adds the stack trace to every error.</summary>
    public const string TraceVariable = "COVIDCXR_TRACE";

    // ENOSPC and EDQUOT on Linux and macOS; ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL, as HRESULTs, on Windows.
    private static readonly int[] DiskFullCodes = [28, 69, 122, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    /// <summary>Prints the line.</summary>
    /// <param name="error">What ended the command.</param>
    /// <param name="cancel">Whether the user stopped it.</param>
    /// <returns>The exit code.</returns>
    public static int Print(Exception error, CancellationToken cancel)
    {
        error = Unwrap(error);
        var interrupted = error is OperationCanceledException && cancel.IsCancellationRequested;
        Console.Error.WriteLine(interrupted ? "stopped" : $"error: {OneLine.Of(Describe(error))}");
        if (Environment.GetEnvironmentVariable(TraceVariable) == "1")
            Console.Error.WriteLine(error);
        return interrupted ? ExitCode.Interrupted : ExitCode.Failed;
    }

    private static string Describe(Exception error) => error switch
    {
        InputException => error.Message,
        IOException when DiskFullCodes.Contains(error.HResult) =>
            $"the disk is full ({error.Message}): free some space or write to another disk, then run the command again",
        UnauthorizedAccessException =>
            $"{error.Message} Check the permissions of the file or folder, or choose another one",
        IOException => $"{error.Message} ({Remedy(error)})",
        OutOfMemoryException => "not enough memory; close other programs, or use fewer --threads or a smaller batch",
        _ => $"unexpected {error.GetType().Name}: {error.Message} (run the command again with {TraceVariable}=1 for details)",
    };

    private static string Remedy(Exception error) => error switch
    {
        FileNotFoundException or DirectoryNotFoundException => "check the path",
        PathTooLongException => "choose a shorter path",
        _ => "check that the path can be read and written",
    };

    // Parallel loops and static constructors wrap the exception that tells the reason.
    private static Exception Unwrap(Exception error) => error switch
    {
        AggregateException { InnerExceptions: { Count: > 0 } all } =>
            Unwrap(all.FirstOrDefault(inner => inner is InputException) ?? all[0]),
        TypeInitializationException { InnerException: { } inner } => Unwrap(inner),
        _ => error,
    };
}

/// <summary>Puts text on one line.</summary>
internal static class OneLine
{
    /// <summary>Replaces line breaks and tabs by single blanks, and shows the rest as <see cref="TerminalText"/> does.</summary>
    public static string Of(string text) => TerminalText.Of(
        string.Join(' ', text.Split(['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)));
}
