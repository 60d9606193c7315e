using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using Xunit;

namespace CovidCxr.Cli.Tests;

[Trait("Speed", "slow")]
public sealed class InterruptTests : IDisposable
{
    private const int Interrupt = 2, Terminate = 15;
    private const string FirstBytes = "the first bytes";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Ctrl_C_during_a_build_leaves_nothing_behind()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals to send");
        // Large images, so that the build is still at work when the signal comes.
        var train = Directory.CreateDirectory(Path.Combine(folder["sources"], "chest_xray", "train", "NORMAL")).FullName;
        var image = SyntheticPng.Blocks(1, 3000, 3000);
        for (var i = 0; i < 100; i++)
            File.WriteAllBytes(Path.Combine(train, $"IM-{i:0000}-0001.png"), image);

        using var process = BuiltProgram.Start("dataset", "build", "--sources", folder["sources"], "--out", folder["dataset"],
            "--without", "COVID-19,Pneumonia");
        var end = BuiltProgram.EndAsync(process);
        while (folder.Names.Length < 2)
        {
            Assert.False(end.IsCompleted, "the build ended before it could be stopped");
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
        Assert.Equal(0, Kill(process.Id, Signal));

        Assert.Equal("stopped", (await end).OneErrorLine(exitCode: 128 + Signal));
        Assert.Equal(["sources"], folder.Names);
    }

    [Fact]
    public async Task Ctrl_C_during_a_fetch_keeps_what_was_downloaded()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals to send");
        var cancel = TestContext.Current.CancellationToken;
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var mirror = $"http://127.0.0.1:{((IPEndPoint)server.LocalEndpoint).Port}";
        using var process = BuiltProgram.Start("dataset", "fetch", "--out", folder["sources"], "--only", "figure1", "--mirror", mirror);
        var end = BuiltProgram.EndAsync(process);

        // A server that begins to answer and then falls silent.
        using var client = await server.AcceptTcpClientAsync(cancel);
        var head = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\nETag: \"one\"\r\n\r\n";
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head + FirstBytes), cancel);
        var part = Path.Combine(folder["sources"], "Figure1-COVID-chestxray-dataset.zip.part");
        while (!File.Exists(part) || new FileInfo(part).Length < FirstBytes.Length)
        {
            Assert.False(end.IsCompleted, "the fetch ended before it could be stopped");
            await Task.Delay(5, cancel);
        }
        Assert.Equal(0, Kill(process.Id, Signal));

        Assert.Equal("stopped", (await end).OneErrorLine(exitCode: 128 + Signal));
        Assert.Equal(FirstBytes, await File.ReadAllTextAsync(part, cancel));
    }

    /// <summary>
    /// SIGINT; SIGTERM, which the program handles alike, if SIGINT is ignored: background jobs of a shell and their children ignore it.
    /// </summary>
    private static int Signal => InterruptIsIgnored() ? Terminate : Interrupt;

    private static bool InterruptIsIgnored()
    {
        const string status = "/proc/self/status", field = "SigIgn:";
        if (!File.Exists(status))
            return false;
        var line = File.ReadLines(status).FirstOrDefault(l => l.StartsWith(field, StringComparison.Ordinal));
        return line is not null && (Convert.ToUInt64(line[field.Length..].Trim(), 16) & (1UL << (Interrupt - 1))) != 0;
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
