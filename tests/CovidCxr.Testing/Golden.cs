using System.Runtime.CompilerServices;
using Xunit;

namespace CovidCxr.Testing;

/// <summary>
/// Accepted output in the folder <c>Golden</c> of a test project. After an intended change, run the tests with COVIDCXR_ACCEPT=1, which
/// accepts the current output, and read the difference before you commit it.
/// </summary>
public static class Golden
{
    /// <summary>Checks that a text is the accepted one.</summary>
    /// <param name="name">The file in <c>Golden</c>.</param>
    /// <param name="text">The current output.</param>
    /// <param name="caller">The file of the test, which tells the project; given by the compiler.</param>
    public static void Check(string name, string text, [CallerFilePath] string caller = "")
    {
        var file = Path.Combine(Folder(caller), name);
        if (Environment.GetEnvironmentVariable("COVIDCXR_ACCEPT") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
        Assert.True(File.Exists(file), $"{file} is missing; run the tests with COVIDCXR_ACCEPT=1 and read it");
        Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n"), text);
    }

    // A build can map the paths of its sources, so only the part from tests/ on is taken from the caller's.
    private static string Folder(string caller)
    {
        var parts = caller.Replace('\\', '/').Split('/');
        return Path.Combine(BuiltProgram.Repository, "tests", parts[Array.LastIndexOf(parts, "tests") + 1], "Golden");
    }
}
