using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace CovidCxr.Inference.Models;

/// <summary>Prepares ONNX Runtime once for the process: its telemetry off, its log reduced to errors.</summary>
internal static class OnnxRuntimeSetup
{
    /// <summary>The environment variable that turns telemetry off; the runtime reads it when it starts.</summary>
    public const string TelemetryVariable = "ORT_DISABLE_TELEMETRY";

    private static readonly Lock Gate = new();

    /// <summary>Prepares the runtime unless that has been done; the caller must not have used it before.</summary>
    public static void EnsureReady()
    {
        lock (Gate)
        {
            if (OrtEnv.IsCreated)
                return;
            DisableTelemetry();
            // Warnings, for example about the machine's graphics cards, would mix with the program's own lines.
            var options = new EnvironmentCreationOptions { logId = "covidcxr", logLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
            OrtEnv.CreateInstanceWithOptions(ref options);
        }
    }

    // The runtime's builds for Linux and macOS write a device identifier to the user's cache folder and upload events as soon as
    // the environment is created (https://github.com/microsoft/onnxruntime/pull/27379). On Windows the system's settings decide.
    // Remove when EnvironmentCreationOptions can turn telemetry off (https://github.com/microsoft/onnxruntime/issues/25573).
    private static void DisableTelemetry()
    {
        // Environment.SetEnvironmentVariable does not reach native code here (https://github.com/dotnet/runtime/issues/9529).
        if (!OperatingSystem.IsWindows())
            _ = SetVariable(TelemetryVariable, "1", overwrite: 1);
    }

    [DllImport("libc", EntryPoint = "setenv", CharSet = CharSet.Ansi)]
    private static extern int SetVariable(string name, string value, int overwrite);
}
