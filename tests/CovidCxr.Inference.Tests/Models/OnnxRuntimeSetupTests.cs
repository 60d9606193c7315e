using System.Runtime.InteropServices;
using CovidCxr.Inference.Models;
using Xunit;

namespace CovidCxr.Inference.Tests.Models;

public sealed class OnnxRuntimeSetupTests
{
    [Fact]
    public void Asking_for_a_model_file_sets_the_variable_for_native_code()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the variable is for other systems");
        // There is no such file: the variable is set before anything is opened.
        Assert.ThrowsAny<Exception>(() => OnnxClassifier.Open("missing.onnx", threads: 1));
        Assert.Equal("1", Marshal.PtrToStringUTF8(GetVariable(OnnxRuntimeSetup.TelemetryVariable)));
    }

    [DllImport("libc", EntryPoint = "getenv")]
    private static extern nint GetVariable(string name);
}
