using System.CommandLine;
using System.Text;

namespace CovidCxr.Shell.Integration;

/// <summary>Writes the manual page of a program from its commands, in the macros of man(7).</summary>
internal sealed class ManualPage
{
    private const string Name = "covidcxr";

    private readonly StringBuilder page = new();

    /// <param name="root">The program's commands.</param>
    /// <param name="version">The product's version, for the page's footer.</param>
    public ManualPage(RootCommand root, string version)
    {
        Line($".TH {Name.ToUpperInvariant()} 1 \"\" \"CovidCxr {version}\" \"CovidCxr\"");
        Section("NAME", $"{Name} \\- {Escape(Summary(root.Description!))}");
        Line(".SH SYNOPSIS");
        Line($".B {Name}\n.I command\n.RI [ options ]");
        Section("DESCRIPTION", Escape(root.Description!));
        Line(".SH COMMANDS");
        foreach (var command in Leaves(root, Name))
            AddCommand(command.Name, command.Command);
        AddOutcomes();
        AddExamples(root);
    }

    /// <summary>The page.</summary>
    public string Text => page.ToString();

    private void AddCommand(string name, Command command)
    {
        Line($".SS {Escape(name[(Name.Length + 1)..])}");
        Line(Synopsis(name, command));
        Line(".PP");
        Line(Escape(command.Description ?? ""));
        foreach (var argument in command.Arguments.Where(argument => !argument.Hidden))
            Item($"\\fI{Escape(argument.Name)}\\fR", argument.Description, "");
        foreach (var option in command.Options.Where(option => !option.Hidden))
            Item($"\\fB{Escape(option.Name)}\\fR{Value(option)}", option.Description, option.Required ? "Required. " : "");
        if (command is IHasExamples { Examples: var examples })
            Line($".PP\nExample:\n.PP\n.in +4n\n.EX\n{string.Join('\n', examples.Select(Escape))}\n.EE\n.in");
    }

    private static string Synopsis(string name, Command command)
    {
        var words = new StringBuilder($".PP\n\\fB{Escape(name)}\\fR");
        foreach (var option in command.Options.Where(option => option is { Hidden: false, Required: true }))
            words.Append($" \\fB{Escape(option.Name)}\\fR{Value(option)}");
        if (command.Options.Any(option => option is { Hidden: false, Required: false }))
            words.Append(" [\\fIoptions\\fR]");
        foreach (var argument in command.Arguments)
            words.Append($" \\fI{Escape(argument.Name)}\\fR");
        return words.ToString();
    }

    // The codes are those of ExitCode; README.md says the same.
    private void AddOutcomes()
    {
        Line(".SH EXIT STATUS");
        Item("0", "Done.", "");
        Item("1", "Failed; for predict also: some files could not be read.", "");
        Item("2", "The command line is not understood.", "");
        Item("130", "Stopped with Ctrl-C.", "");
        Line(".SH ENVIRONMENT");
        Item("COVIDCXR_TRACE", "Set to 1, an error is followed by its stack trace.", "");
        Item("COVIDCXR_REQUIRE_SIGNATURE", "The public key by which every model file must be signed.", "");
        Item("COVIDCXR_PASSPHRASE", "The pass phrase of the private key of model key and model sign.", "");
        Item("NO_COLOR", "If set, the output has no colours.", "");
    }

    private void AddExamples(RootCommand root)
    {
        if (root is not IHasExamples { Examples: var examples, Note: var note })
            return;
        Line($".SH EXAMPLES\n.EX\n{string.Join('\n', examples.Select(Escape))}\n.EE");
        if (note is not null)
            Section("NOTES", Escape(note));
    }

    private static IEnumerable<(string Name, Command Command)> Leaves(Command parent, string name) =>
        parent.Subcommands.Where(command => !command.Hidden).SelectMany(command => command.Subcommands.Count == 0
            ? [($"{name} {command.Name}", command)]
            : Leaves(command, $"{name} {command.Name}"));

    private void Section(string title, string text) => Line($".SH {title}\n{text}");

    private void Item(string term, string? text, string before) => Line($".TP\n{term}\n{before}{Escape(text ?? "")}");

    private void Line(string text) => page.Append(text).Append('\n');

    private static string Value(Option option) =>
        option.ValueType == typeof(bool) ? "" : $" \\fI{Escape(option.HelpName ?? option.Name.TrimStart('-'))}\\fR";

    // The first sentence, without a capital, as apropos(1) lists it.
    private static string Summary(string description) => char.ToLowerInvariant(description[0]) + description.Split(". ", 2)[0][1..];

    // A hyphen of man(7) is typographic; \- can be copied. A line may not begin with a dot or an apostrophe, which are commands.
    private static string Escape(string text)
    {
        var escaped = text.Replace("\\", "\\e", StringComparison.Ordinal).Replace("-", "\\-", StringComparison.Ordinal)
            .Replace("'", "\\(aq", StringComparison.Ordinal).Replace("~", "\\(ti", StringComparison.Ordinal);
        return escaped.StartsWith('.') ? "\\&" + escaped : escaped;
    }
}
