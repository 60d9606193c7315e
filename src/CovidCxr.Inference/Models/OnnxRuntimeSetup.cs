using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace CovidCxr.Inference.Models;

/// <summary>Prepares ONNX Runtime once for the process.</summary>
internal static class OnnxRuntimeSetup
{
    private static readonly Lock Gate = new();

    /// <summary>Lets the runtime tell errors only, and its makers nothing: its warnings, about the machine's graphics cards for one, would stand among the program's own lines.</summary>
    public static void EnsureReady()
    {
        lock (Gate)
        {
            if (OrtEnv.IsCreated)
                return;
            NoTelemetry.Ensure();
            var options = new EnvironmentCreationOptions { logId = "covidcxr", logLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
            OrtEnv.CreateInstanceWithOptions(ref options);
        }
    }
}

/// <summary>
/// Keeps ONNX Runtime from reporting to its makers. Its builds for Linux and macOS otherwise write an identifier of the device to the user's cache
/// folder and send what they run over the network; whoever scores X-rays must not find that out afterwards.
/// </summary>
internal static class NoTelemetry
{
    /// <summary>The variable that the runtime reads when it starts.</summary>
    public const string Variable = "ORT_DISABLE_TELEMETRY";

    /// <summary>Must be called before the runtime is first used. On Windows nothing is sent unless the system's own settings allow it.</summary>
    public static void Ensure()
    {
        // .NET's own SetEnvironmentVariable reaches no native code on these systems.
        if (!OperatingSystem.IsWindows())
            _ = SetVariable(Variable, "1", overwrite: 1);
    }

    [DllImport("libc", EntryPoint = "setenv", CharSet = CharSet.Ansi)]
    private static extern int SetVariable(string name, string value, int overwrite);
}
