using System.CommandLine;

namespace CovidCxr.Cli.Commands;

/// <summary><c>covidcxr lungs</c>: the network that finds the lungs.</summary>
internal sealed class LungsCommand : Command
{
    public LungsCommand()
        : base("lungs", "The lung finder: it tells the network of the recipe 'compact' where the lungs are.") => Add(new LungsTrainCommand());
}
