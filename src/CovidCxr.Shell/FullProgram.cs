namespace CovidCxr.Shell;

/// <summary>Tells the users of the program that only predicts how to get the full one.</summary>
internal static class FullProgram
{
    /// <summary>Half a sentence without a full stop, for error lines and help.</summary>
    /// <param name="command">The command that the full program should run, without its options.</param>
    public static string HowToRun(string command) =>
        $"run the full program with 'dotnet run --project src/CovidCxr.Cli -c Release -- {command} ...', or publish src/CovidCxr.Cli";
}
