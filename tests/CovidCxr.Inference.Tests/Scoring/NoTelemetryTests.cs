using System.Runtime.InteropServices;
using CovidCxr.Inference.Scoring;
using Xunit;

namespace CovidCxr.Inference.Tests.Scoring;

public sealed class NoTelemetryTests
{
    [Fact]
    public void The_runtime_is_told_before_it_starts()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the variable is for other systems");
        // There is no such file: opening fails, but the variable is set before anything else.
        Assert.ThrowsAny<Exception>(() => ModelFileScorer.Open("missing.onnx"));
        Assert.Equal("1", Marshal.PtrToStringUTF8(GetVariable(NoTelemetry.Variable)));
    }

    [DllImport("libc", EntryPoint = "getenv")]
    private static extern nint GetVariable(string name);
}
