using Xunit;

namespace CovidCxr.Testing;

/// <summary>Output as it was accepted, in <c>Golden/</c>; COVIDCXR_ACCEPT=1 accepts what the tests see now.</summary>
public static class Golden
{
    private static readonly string Folder = Path.Combine(BuiltProgram.Repository, "tests", "CovidCxr.Cli.Tests", "Golden");

    /// <summary>The text is the accepted one.</summary>
    public static void Check(string name, string text)
    {
        var file = Path.Combine(Folder, name);
        if (Environment.GetEnvironmentVariable("COVIDCXR_ACCEPT") == "1")
        {
            Directory.CreateDirectory(Folder);
            File.WriteAllText(file, text);
        }
        Assert.True(File.Exists(file), $"{file} is missing; run the tests with COVIDCXR_ACCEPT=1 and read it");
        Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n"), text);
    }
}
