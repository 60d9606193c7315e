using System.Diagnostics;
using Xunit;

namespace CovidCxr.Testing;

/// <summary>Runs the built programs as a user does: the full one, and the one that only predicts.</summary>
public static class BuiltProgram
{
    // Far beyond what any run needs, so that a program that hangs does not block the tests for good.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>The folder with the solution.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>The full program's assembly, in the configuration of these tests.</summary>
    public static string Assembly { get; } = AssemblyOf("CovidCxr.Cli");

    /// <summary>The assembly of the program that only predicts.</summary>
    public static string PredictAssembly { get; } = AssemblyOf("CovidCxr.Predict");

    /// <summary>The host that runs <see cref="Assembly"/>, also if the SDK is installed in an unusual folder.</summary>
    public static string Host { get; } = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    /// <summary>Runs a command line to its end.</summary>
    public static Task<Outcome> RunAsync(params string[] arguments) => RunAsync([], arguments);

    /// <summary>Runs a command line to its end with additional environment variables.</summary>
    public static async Task<Outcome> RunAsync(Dictionary<string, string> environment, string[] arguments)
    {
        using var process = Start(environment, [Assembly, .. arguments], Host);
        return await EndAsync(process);
    }

    /// <summary>Runs a command line of the program that only predicts to its end.</summary>
    public static async Task<Outcome> RunPredictProgramAsync(params string[] arguments)
    {
        using var process = Start([], [PredictAssembly, .. arguments], Host);
        return await EndAsync(process);
    }

    /// <summary>Starts a command line.</summary>
    public static Process Start(params string[] arguments) => Start([], [Assembly, .. arguments], Host);

    /// <summary>Starts a program.</summary>
    public static Process Start(Dictionary<string, string> environment, string[] arguments, string program)
    {
        var process = StartOpen(environment, arguments, program);
        process.StandardInput.Close();
        return process;
    }

    /// <summary>Starts a command line; the test writes and closes its standard input.</summary>
    public static Process StartWithInput(params string[] arguments) => StartOpen([], [Assembly, .. arguments], Host);

    private static Process StartOpen(Dictionary<string, string> environment, string[] arguments, string program)
    {
        foreach (var assembly in new[] { Assembly, PredictAssembly })
            Assert.True(File.Exists(assembly), $"{assembly} is missing; build the solution first");
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment.Remove("COVIDCXR_TRACE");
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Waits for a started program and collects its output.</summary>
    public static async Task<Outcome> EndAsync(Process process)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Longest);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new(process.ExitCode, Lines(await output), Lines(await error));
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static string Lines(string text) => text.ReplaceLineEndings("\n");

    private static string AssemblyOf(string project)
    {
        var configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        return Path.Combine(Repository, "artifacts", "bin", project, configuration, "covidcxr.dll");
    }

    private static string FindRepository()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "CovidCxr.slnx")))
                return at.FullName;
        throw new DirectoryNotFoundException($"no CovidCxr.slnx above {AppContext.BaseDirectory}");
    }
}
