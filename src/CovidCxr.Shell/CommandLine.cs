using System.CommandLine;
using System.CommandLine.Invocation;
using CovidCxr.Core.Storage;

namespace CovidCxr.Shell;

/// <summary>Runs a command line.</summary>
internal static class CommandLine
{
    // Enough to finish the images in work and to close an output.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    /// <summary>Parses and runs a command line; every error becomes one line on stderr.</summary>
    /// <param name="root">The program's commands.</param>
    /// <param name="args">The arguments of the program.</param>
    /// <param name="cancel">Canceled when the user stops the program.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(RootCommand root, string[] args, CancellationToken cancel)
    {
        Leftovers.Notice = text => Console.Error.WriteLine($"note: {OneLine.Of(text)}");
        var parsed = root.Parse(CommandWords.Exact(args));
        var onlyTells = parsed.Action is HelpWithExamples or VersionLine;
        if (parsed.Action is ParseErrorAction || (!onlyTells && UsageCheck.FindFault(parsed) is not null))
            return UsageReport.Print(parsed);
        try
        {
            // System.CommandLine (3.0.0) ends the process two seconds after a signal unless the timeout is null; a checkpoint may need
            // longer. Remove the timeout when null is the default again (https://github.com/dotnet/command-line-api/issues/2739).
            var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            // On a thread of its own, because a command may wait in a call that nothing can interrupt, such as opening a pipe.
            var work = Task.Factory.StartNew(
                () => parsed.InvokeAsync(configuration, cancel),
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default)
                .Unwrap();
            if (parsed.CommandResult.Command is not ISavesWhenStopped)
                await EndInTimeAsync(work, cancel);
            return await work;
        }
        catch (Exception error)
        {
            return ErrorReport.Print(error, cancel);
        }
    }

    // A command that is stopped and does not end in time is left behind; the process ends without it.
    private static async Task EndInTimeAsync(Task work, CancellationToken cancel)
    {
        try
        {
            await work.WaitAsync(cancel);
        }
        catch (OperationCanceledException) when (!work.IsCompleted)
        {
            await Task.WhenAny(work, Task.Delay(Grace, CancellationToken.None));
            if (!work.IsCompleted)
                throw;
        }
    }
}

/// <summary>A command that saves its work when it is stopped, and is given the time that it needs.</summary>
internal interface ISavesWhenStopped;
