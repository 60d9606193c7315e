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
        if (command.Note is { } note)
            output.WriteLine($"{note}\n");
        return result;
    }
}

/// <summary>A command whose help ends with examples.</summary>
internal interface IHasExamples
{
    /// <summary>Complete command lines that work as they stand.</summary>
    IReadOnlyList<string> Examples { get; }

    /// <summary>One line below the examples; null for none.</summary>
    string? Note => null;
}
