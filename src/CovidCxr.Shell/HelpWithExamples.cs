using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace CovidCxr.Shell;

/// <summary>Extends the library's help with the examples of a command and its closing note.</summary>
internal sealed class HelpWithExamples : SynchronousCommandLineAction
{
    private const int MaxWidth = 100;

    private readonly HelpAction help;

    private HelpWithExamples(HelpAction help)
    {
        this.help = help;
        // A terminal that does not tell its width has 0.
        help.MaxWidth = help.MaxWidth is > 0 and < MaxWidth ? help.MaxWidth : MaxWidth;
    }

    /// <inheritdoc/>
    public override bool ClearsParseErrors => help.ClearsParseErrors;

    /// <summary>Replaces the help of a root command and of all commands below it.</summary>
    public static void AddTo(RootCommand root)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        option.Action = new HelpWithExamples((HelpAction)option.Action!);
    }

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var result = help.Invoke(parseResult);
        if (parseResult.CommandResult.Command is not IHasExamples command)
            return result;
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (var example in command.Examples)
            output.WriteLine($"  {example}");
        output.WriteLine();
        foreach (var line in Wrap(command.Note ?? ""))
            output.WriteLine(line);
        return result;
    }

    // A word longer than a line, such as a command to copy, has a line of its own.
    private IEnumerable<string> Wrap(string note)
    {
        var line = "";
        foreach (var word in note.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > help.MaxWidth)
            {
                yield return line;
                line = "";
            }
            line += line.Length == 0 ? word : $" {word}";
        }
        yield return line;
    }
}

/// <summary>A command whose help ends with examples.</summary>
internal interface IHasExamples
{
    /// <summary>Complete command lines that work as they stand.</summary>
    IReadOnlyList<string> Examples { get; }

    /// <summary>A note below the examples; null for none.</summary>
    string? Note => null;
}
