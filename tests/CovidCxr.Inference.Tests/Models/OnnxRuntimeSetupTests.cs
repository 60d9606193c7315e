using System.Runtime.InteropServices;
using CovidCxr.Inference.Models;
using Xunit;

namespace CovidCxr.Inference.Tests.Models;

public sealed class OnnxRuntimeSetupTests
{
    [Fact]
    public void Opening_a_model_file_turns_telemetry_off_for_native_code()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the variable is for other systems");
        // The variable is set before anything is opened, even though there is no such file.
        Assert.ThrowsAny<Exception>(() => OnnxClassifier.Open("missing.onnx", threads: 1));
        Assert.Equal("1", Marshal.PtrToStringUTF8(GetVariable(OnnxRuntimeSetup.TelemetryVariable)));
    }

    [DllImport("libc", EntryPoint = "getenv")]
    private static extern nint GetVariable(string name);
}
