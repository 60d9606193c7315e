using Spectre.Console;

namespace CovidCxr.Shell;

/// <summary>Standard output: boxes and color on a terminal, plain ASCII in a file.</summary>
internal static class Screen
{
    /// <summary>Columns of text in a file, which looks the same whatever the width of the window.</summary>
    public const int FileWidth = 80;

    /// <summary>Standard output for tables and bars.</summary>
    public static IAnsiConsole Out { get; } = Open(Console.Out);

    /// <summary>Standard error for bars and lines of progress, so that standard output holds results alone.</summary>
    public static IAnsiConsole Progress { get; } = Open(Console.Error);

    /// <summary>Columns of text on standard output, at least <see cref="FileWidth"/>.</summary>
    public static int Width => Math.Max(FileWidth, Out.Profile.Width);

    /// <summary>Whether the console is a terminal that can redraw lines.</summary>
    public static bool IsLive(IAnsiConsole console) =>
        console.Profile.Out.IsTerminal && console.Profile.Capabilities is { Ansi: true, Interactive: true };

    /// <summary>Creates an empty table in the product's style.</summary>
    public static Table NewTable() => new() { Border = IsLive(Out) ? TableBorder.Rounded : TableBorder.Ascii };

    /// <summary>Adds right-aligned columns to a table.</summary>
    public static void AddNumbers(Table table, params ReadOnlySpan<string> headers)
    {
        foreach (var header in headers)
            table.AddColumn(new TableColumn(new Text(header)).RightAligned());
    }

    /// <summary>Adds a row of a name and numbers to a table.</summary>
    public static void AddRow(Table table, string name, params ReadOnlySpan<int> numbers)
    {
        var cells = new List<Text> { Cell(name) };
        foreach (var number in numbers)
            cells.Add(new Text($"{number}"));
        table.AddRow(cells);
    }

    /// <summary>Text in a table or paragraph, as <see cref="TerminalText"/> shows it.</summary>
    public static Text Cell(string text) => new(TerminalText.Lines(text));

    /// <summary>Prints a title, the table below it, and an empty line.</summary>
    public static void Write(string title, Table table)
    {
        WriteLine(title);
        Out.Write(table);
        WriteLine();
    }

    /// <summary>Prints a line without wrapping it, so that paths and commands can be copied.</summary>
    public static void WriteLine(string text = "") => Out.Profile.Out.Writer.WriteLine(TerminalText.Of(text));

    /// <summary>
    /// Prints a line on standard error at once. On a terminal it goes through Spectre, which keeps it above a bar that is being redrawn.
    /// </summary>
    public static void Notice(string text)
    {
        var line = TerminalText.Of(text);
        if (IsLive(Progress))
            Progress.WriteLine(line);
        else
            Console.Error.WriteLine(line);
    }

    // The default enrichers look for the variables of build services; only the terminal counts here.
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
