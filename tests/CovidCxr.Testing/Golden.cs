using Xunit;

namespace CovidCxr.Testing;

/// <summary>Compares output with the accepted one in <c>Golden/</c>; with COVIDCXR_ACCEPT=1, accepts the present output instead.</summary>
public static class Golden
{
    private static readonly string Folder = Path.Combine(BuiltProgram.Repository, "tests", "CovidCxr.Cli.Tests", "Golden");

    /// <summary>Checks that a text equals the accepted one.</summary>
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
