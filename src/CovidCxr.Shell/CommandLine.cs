using System.CommandLine;
using System.CommandLine.Invocation;

namespace CovidCxr.Shell;

/// <summary>The one place where a command line becomes an exit code.</summary>
internal static class CommandLine
{
    /// <summary>Parses and runs; returns 0, 1 for a failure, 2 for a usage error, 130 where the user stopped it.</summary>
    public static async Task<int> RunAsync(RootCommand root, string[] args, CancellationToken cancel)
    {
        var parsed = root.Parse(args);
        if (parsed.Action is ParseErrorAction)
            return UsageReport.Print(parsed);
        try
        {
            // The program has its own handling of signals and of errors: a training step or a checkpoint may need
            // longer to end cleanly than the library's two seconds.
            var plain = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            return await parsed.InvokeAsync(plain, cancel);
        }
        catch (Exception error)
        {
            return ErrorReport.Print(error, cancel);
        }
    }
}
