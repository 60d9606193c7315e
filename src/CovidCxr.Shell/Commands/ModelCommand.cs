using System.CommandLine;

namespace CovidCxr.Shell.Commands;

/// <summary><c>covidcxr model</c>: the commands about model files.</summary>
internal sealed class ModelCommand : Command
{
    public ModelCommand()
        : base("model", "Show what a model file says of itself, and test whether it still does what it should.")
    {
        Add(new ModelShowCommand());
        Add(new ModelVerifyCommand());
    }
}
