using Microsoft.ML.OnnxRuntime;

namespace CovidCxr.Inference.Models;

/// <summary>Prepares ONNX Runtime once for the process.</summary>
internal static class RuntimeStart
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
