using System.CommandLine;
using CovidCxr.Core;
using CovidCxr.Inference.Models;

namespace CovidCxr.Shell.Commands;

/// <summary>The model file of a command line; the one that comes with the product where none is named.</summary>
internal sealed class ModelFileArgument : Argument<string?>
{
    public ModelFileArgument()
        : base("file")
    {
        Description = "A model file (covidcxr export --out). Default: the one that comes with the program.";
        Arity = ArgumentArity.ZeroOrOne;
    }

    /// <summary>Opens it.</summary>
    /// <exception cref="InputException">No such file, or not a model file; or none is named and none came with the program.</exception>
    public (string Path, OnnxClassifier Model) Open(ParseResult parsed)
    {
        var path = ShippedModel.Or(parsed.GetValue(this));
        return (path, OnnxClassifier.Open(path, Environment.ProcessorCount));
    }
}
