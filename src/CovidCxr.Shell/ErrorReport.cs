using CovidCxr.Core;

namespace CovidCxr.Shell;

/// <summary>The one place where an exception becomes one clear line on stderr and an exit code.</summary>
internal static class ErrorReport
{
    /// <summary>Set to 1, this environment variable adds the stack trace to every error.</summary>
    public const string TraceVariable = "COVIDCXR_TRACE";

    // ENOSPC and EDQUOT on Linux and macOS; ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL as HRESULTs on Windows.
    private static readonly int[] DiskFullCodes = [28, 69, 122, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    /// <summary>Prints the line and returns the exit code that goes with it.</summary>
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
        OutOfMemoryException => "not enough memory: close other programs or give the command less to do at once",
        _ => $"unexpected {error.GetType().Name}: {error.Message} (run it again with {TraceVariable}=1 for the details)",
    };

    private static string Remedy(Exception error) => error switch
    {
        FileNotFoundException or DirectoryNotFoundException => "check the path",
        PathTooLongException => "choose a shorter path",
        _ => "check that the path can be read and written",
    };

    // Parallel loops wrap what their bodies throw, and types what their first use does; the reason is inside.
    private static Exception Unwrap(Exception error) => error switch
    {
        AggregateException { InnerExceptions: { Count: > 0 } all } => Unwrap(all.FirstOrDefault(inner => inner is InputException) ?? all[0]),
        TypeInitializationException { InnerException: { } inner } => Unwrap(inner),
        _ => error,
    };
}

/// <summary>Text on one line, as every error is printed.</summary>
internal static class OneLine
{
    /// <summary>Line breaks and tabs become single blanks.</summary>
    public static string Of(string text) =>
        string.Join(' ', text.Split(['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
