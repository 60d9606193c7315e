using System.CommandLine;

namespace CovidCxr.Cli.Commands;

/// <summary><c>covidcxr dataset</c>: the commands from the public collections to a dataset.</summary>
internal sealed class DatasetCommand : Command
{
    public DatasetCommand()
        : base("dataset", "Fetch the public collections, build the dataset from them, and show what it holds.")
    {
        Add(new DatasetFetchCommand());
        Add(new DatasetBuildCommand());
        Add(new DatasetShowCommand());
    }
}
