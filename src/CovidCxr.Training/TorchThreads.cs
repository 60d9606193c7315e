using System.Runtime.InteropServices;

namespace CovidCxr.Training;

/// <summary>How the threads of libtorch wait for each other.</summary>
public static partial class TorchThreads
{
    private const string WaitPolicy = "OMP_WAIT_POLICY";

    // What a user can set already: OpenMP's own variable, and those of the runtimes of GNU and Intel.
    private static readonly string[] Variables = [WaitPolicy, "GOMP_SPINCOUNT", "KMP_BLOCKTIME"];

    /// <summary>
    /// Makes threads sleep while they wait, unless the user's environment says how they should wait. By default they go on computing
    /// nothing for some milliseconds, which takes the time of other threads and programs wherever the cores are shared
    /// (docs/lab/2026-11-26-waiting-threads.md). Results are the same. Call it before the first use of libtorch, which reads it when it is
    /// loaded.
    /// </summary>
    public static void WaitPassively()
    {
        if (Variables.Any(name => Environment.GetEnvironmentVariable(name) is not null))
            return;
        if (OperatingSystem.IsWindows())
            Environment.SetEnvironmentVariable(WaitPolicy, "passive");
        else
            _ = SetVariable(WaitPolicy, "passive", overwrite: 0); // native libraries do not see what .NET sets
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
