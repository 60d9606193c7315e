using System.CommandLine;

namespace CovidCxr.Shell.Commands;

/// <summary>A command that only groups others; its help shows the first example of each.</summary>
internal abstract class CommandGroup : Command, IHasExamples
{
    /// <param name="name">The word on the command line.</param>
    /// <param name="description">What the commands do.</param>
    /// <param name="commands">The commands.</param>
    protected CommandGroup(string name, string description, params ReadOnlySpan<Command> commands)
        : base(name, description)
    {
        foreach (var command in commands)
            Add(command);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples => [.. Subcommands.OfType<IHasExamples>().Select(command => command.Examples[0])];
}
