using System.Runtime.InteropServices;

namespace CovidCxr.Shell;

/// <summary>
/// Cancels a token on the first Ctrl-C, SIGTERM or SIGHUP (the terminal was closed), so that work ends cleanly. The second signal ends
/// the program at once.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] signals;

    /// <summary>Begins to listen.</summary>
    public Interruption()
    {
        TerminalStream.Install();
        signals =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, Handle),
        ];
    }

    private volatile bool terminated;

    /// <summary>The exit code of a command, or that of the signal that stopped it.</summary>
    /// <param name="code">One of <see cref="ExitCode"/>.</param>
    public int Code(int code) => code == ExitCode.Interrupted && terminated ? ExitCode.Terminated : code;

    /// <summary>Canceled on the first signal.</summary>
    public CancellationToken Token => source.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var signal in signals)
            signal.Dispose();
        source.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        if (source.IsCancellationRequested)
            return;
        context.Cancel = true;
        terminated = context.Signal == PosixSignal.SIGTERM;
        source.Cancel();
    }
}
