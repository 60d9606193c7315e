using Spectre.Console;

namespace CovidCxr.Cli.Terminal;

/// <summary>What the terminal can show: boxes and colour where there is one, plain ASCII where output goes to a file.</summary>
internal static class Screen
{
    /// <summary>Standard output.</summary>
    public static IAnsiConsole Out { get; } = AnsiConsole.Console;

    /// <summary>Standard error; for progress beside results that go to standard output.</summary>
    public static IAnsiConsole Error { get; } =
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });

    /// <summary>True where a person looks on and lines can be redrawn.</summary>
    public static bool IsLive(IAnsiConsole console) =>
        console.Profile.Out.IsTerminal && console.Profile.Capabilities is { Ansi: true, Interactive: true };

    /// <summary>An empty table in the house style.</summary>
    public static Table NewTable() => new() { Border = IsLive(Out) ? TableBorder.Rounded : TableBorder.Ascii };
}
