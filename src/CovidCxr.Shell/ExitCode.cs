namespace CovidCxr.Shell;

/// <summary>Exit codes of the program.</summary>
internal static class ExitCode
{
    /// <summary>Success.</summary>
    public const int Done = 0;

    /// <summary>Failure; stderr says why.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>An audit found that images were trained on.</summary>
    public const int Leakage = 3;

    /// <summary>Stopped by the user; 128 + SIGINT, as shells report it.</summary>
    public const int Interrupted = 130;

    /// <summary>Stopped by the system or another program; 128 + SIGTERM.</summary>
    public const int Terminated = 143;
}
