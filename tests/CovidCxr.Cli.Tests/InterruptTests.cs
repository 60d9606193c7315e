using System.Diagnostics;
using System.Runtime.InteropServices;
using Xunit;

namespace CovidCxr.Cli.Tests;

public sealed class InterruptTests : IDisposable
{
    private const int Interrupt = 2;
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Ctrl_C_during_a_build_leaves_nothing_behind()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals to send");
        // Large pictures, so that the build is still at work when the signal comes.
        var train = Directory.CreateDirectory(Path.Combine(folder["sources"], "chest_xray", "train", "NORMAL")).FullName;
        var picture = DrawnPng.Blocks(1, 3000, 3000);
        for (var i = 0; i < 100; i++)
            File.WriteAllBytes(Path.Combine(train, $"IM-{i:0000}-0001.png"), picture);

        using var process = CovidCxr.Start("dataset", "build", "--sources", folder["sources"], "--out", folder["dataset"]);
        var end = CovidCxr.EndAsync(process);
        while (folder.Names.Length < 2)
        {
            Assert.False(end.IsCompleted, "the build ended before it could be stopped");
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
        Assert.Equal(0, Kill(process.Id, Interrupt));
        var outcome = await end;

        Assert.Equal("stopped", outcome.OneErrorLine(exitCode: 130));
        Assert.Equal(["sources"], folder.Names);
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
