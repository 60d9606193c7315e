using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace CovidCxr.Service.Tests.Store;

/// <summary>
/// A PostgreSQL of its own on a free port of loopback, which a test may stop and start again. The gate installs PostgreSQL, so there its
/// absence is a failure; elsewhere the tests are skipped.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    private const string User = "postgres";

    private readonly TemporaryFolder folder = new();
    private readonly int port = FreePort();
    private readonly string programs;
    private bool isRunning;

    private PostgresServer(string programs)
    {
        this.programs = programs;
        if (Environment.IsPrivilegedProcess)
            Run("chown", "-R", User, folder.Path); // PostgreSQL does not run as root
        Run(Path.Combine(programs, "initdb"), "-D", Data, "-U", User, "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8");
        StartAgain();
    }

    /// <summary>How to connect.</summary>
    public string Connection => $"Host=127.0.0.1;Port={port};Database=postgres;Username={User};Timeout=5;Command Timeout=10";

    private string Data => folder["data"];

    /// <summary>Starts a server; skips the test where there is none, and fails in the gate.</summary>
    public static PostgresServer Start()
    {
        var programs = Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin"))
                .Where(bin => File.Exists(Path.Combine(bin, "initdb"))).Max()
            : null;
        if (programs is null && Environment.GetEnvironmentVariable("CI") is not null)
            Assert.Fail("PostgreSQL is not installed (apt-get install postgresql), and the gate must test it");
        Assert.SkipWhen(programs is null, "PostgreSQL is not installed");
        return new PostgresServer(programs);
    }

    /// <summary>Starts the server after <see cref="Stop"/>.</summary>
    public void StartAgain()
    {
        Run(Path.Combine(programs, "pg_ctl"), "-D", Data, "-w", "-t", "60", "-l", folder["log"], "-o",
            $"-p {port} -k {folder.Path} -c listen_addresses=127.0.0.1 -c fsync=off", "start");
        isRunning = true;
    }

    /// <summary>Stops the server as a crash would.</summary>
    public void Stop()
    {
        Run(Path.Combine(programs, "pg_ctl"), "-D", Data, "-m", "immediate", "-w", "stop");
        isRunning = false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (isRunning)
            Stop();
        folder.Dispose();
    }

    private static void Run(string program, params string[] arguments)
    {
        string[] words = Environment.IsPrivilegedProcess && program != "chown" ? ["runuser", "-u", User, "--", program, .. arguments]
            : [program, .. arguments];
        // No redirection: the server would inherit the pipe and keep it open.
        var start = new ProcessStartInfo("sh", ["-c", "exec \"$@\" >/dev/null 2>&1 </dev/null", "sh", .. words]) { WorkingDirectory = "/" };
        using var process = Process.Start(start)!;
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{string.Join(' ', words)} ended with {process.ExitCode}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
