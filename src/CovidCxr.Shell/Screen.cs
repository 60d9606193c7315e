using Spectre.Console;

namespace CovidCxr.Shell;

/// <summary>What the terminal can show: boxes and color where there is one, plain ASCII where output goes to a file.</summary>
internal static class Screen
{
    // Output to a file does not depend on the window it was started from.
    private const int FileWidth = 80;

    /// <summary>Standard output.</summary>
    public static IAnsiConsole Out { get; } = Open(Console.Out);

    /// <summary>True where a person looks on and lines can be redrawn.</summary>
    public static bool IsLive(IAnsiConsole console) =>
        console.Profile.Out.IsTerminal && console.Profile.Capabilities is { Ansi: true, Interactive: true };

    /// <summary>An empty table in the house style.</summary>
    public static Table NewTable() => new() { Border = IsLive(Out) ? TableBorder.Rounded : TableBorder.Ascii };

    /// <summary>Adds right-aligned columns.</summary>
    public static void AddNumbers(Table table, params ReadOnlySpan<string> headers)
    {
        foreach (var header in headers)
            table.AddColumn(new TableColumn(new Text(header)).RightAligned());
    }

    /// <summary>Adds a row of a name and numbers.</summary>
    public static void AddRow(Table table, string name, params ReadOnlySpan<int> numbers)
    {
        var cells = new List<Text> { new(name) };
        foreach (var number in numbers)
            cells.Add(new Text($"{number}"));
        table.AddRow(cells);
    }

    /// <summary>Prints a title, the table below it, and an empty line.</summary>
    public static void Write(string title, Table table)
    {
        WriteLine(title);
        Out.Write(table);
        WriteLine();
    }

    /// <summary>Prints a line as it is: never wrapped, which would break paths and commands that are copied.</summary>
    public static void WriteLine(string text = "") => Out.Profile.Out.Writer.WriteLine(text);

    // Whether there is a terminal is all that counts, not which build service's variables are set.
    private static IAnsiConsole Open(TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        if (!console.Profile.Out.IsTerminal)
            console.Profile.Width = FileWidth;
        return console;
    }
}
