namespace CovidCxr.Shell.Integration;

/// <summary>The scripts by which a shell completes command lines of <c>covidcxr</c>.</summary>
/// <remarks>
/// A script asks the program itself for proposals, through the directive <c>[suggest:position]</c> of System.CommandLine, so it never
/// falls behind the commands.
/// </remarks>
internal static class CompletionScript
{
    private static readonly Dictionary<string, string> ExtensionByShell = new()
    {
        ["bash"] = "bash",
        ["zsh"] = "zsh",
        ["fish"] = "fish",
        ["powershell"] = "ps1",
    };

    /// <summary>The shells that have a script.</summary>
    public static IReadOnlyList<string> Shells => [.. ExtensionByShell.Keys];

    /// <summary>Reads the script of a shell.</summary>
    /// <param name="shell">One of <see cref="Shells"/>.</param>
    /// <returns>The script's lines, each ended by a line feed.</returns>
    public static string For(string shell)
    {
        var name = $"completion.{ExtensionByShell[shell]}";
        using var stream = typeof(CompletionScript).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"the resource {name} is missing");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
