using System.Diagnostics;
using Xunit;

namespace CovidCxr.Dicom.Tests;

/// <summary>
/// Runs the field's own programs (dcmtk, GDCM, dicom3tools), the reference of these tests. A test is skipped where one is missing, and
/// fails in the gate, which installs them.
/// </summary>
internal static class Tool
{
    /// <summary>Runs a program in a folder to its end.</summary>
    /// <returns>Its standard output and error.</returns>
    public static string Run(string folder, string program, params string[] arguments) => Run(folder, program, out _, arguments);

    /// <summary>Runs a program; the exit code is given out instead of checked.</summary>
    public static string RunAnyway(string folder, out int exitCode, string program, params string[] arguments) =>
        Start(folder, program, out exitCode, arguments);

    private static string Run(string folder, string program, out int exitCode, string[] arguments)
    {
        var output = Start(folder, program, out exitCode, arguments);
        Assert.True(exitCode == 0, $"{program} {string.Join(' ', arguments)} ends with {exitCode}: {output}");
        return output;
    }

    private static string Start(string folder, string program, out int exitCode, string[] arguments)
    {
        Require(program);
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        exitCode = process.ExitCode;
        return output + error.GetAwaiter().GetResult();
    }

    /// <summary>Skips the test if a program is missing, or fails it in the gate.</summary>
    public static void Require(string program)
    {
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, program)));
        Assert.False(!found && InGate, $"{program} is missing; .ci/run installs dcmtk, libgdcm-tools and dicom3tools");
        Assert.SkipUnless(found, $"{program} is not installed");
    }

    // The gate can only install packages as root on Debian and Ubuntu.
    private static bool InGate =>
        Environment.GetEnvironmentVariable("CI") == "true" && Environment.UserName == "root" && File.Exists("/usr/bin/apt-get");
}
