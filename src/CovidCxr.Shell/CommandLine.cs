using System.CommandLine;
using System.CommandLine.Invocation;

namespace CovidCxr.Shell;

/// <summary>Runs a command line.</summary>
internal static class CommandLine
{
    /// <summary>Parses and runs a command line; every error becomes one line on stderr.</summary>
    /// <param name="root">The program's commands.</param>
    /// <param name="args">The arguments of the program.</param>
    /// <param name="cancel">Canceled when the user stops the program.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(RootCommand root, string[] args, CancellationToken cancel)
    {
        var parsed = root.Parse(args);
        var onlyTells = parsed.Action is HelpWithExamples or VersionLine;
        if (parsed.Action is ParseErrorAction || (!onlyTells && UsageCheck.FindFault(parsed) is not null))
            return UsageReport.Print(parsed);
        try
        {
            // System.CommandLine (3.0.0) ends the process two seconds after a signal unless the timeout is null; a checkpoint may need
            // longer. Remove the timeout when null is the default again (https://github.com/dotnet/command-line-api/issues/2739).
            var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            return await parsed.InvokeAsync(configuration, cancel);
        }
        catch (Exception error)
        {
            return ErrorReport.Print(error, cancel);
        }
    }
}
