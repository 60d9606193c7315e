using System.Runtime.InteropServices;
using Xunit;

namespace CovidCxr.Inference.Tests;

public sealed class NoTelemetryTests
{
    [Fact]
    public void The_runtime_is_told_before_it_starts()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the variable is for other systems");
        // There is no such file: opening fails, but the variable is set before anything else.
        Assert.ThrowsAny<Exception>(() => ModelFile.Open("missing.onnx", threads: 1));
        Assert.Equal("1", Marshal.PtrToStringUTF8(GetVariable(NoTelemetry.Variable)));
    }

    [DllImport("libc", EntryPoint = "getenv")]
    private static extern nint GetVariable(string name);
}
