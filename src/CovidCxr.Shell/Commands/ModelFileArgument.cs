using System.CommandLine;
using CovidCxr.Core;
using CovidCxr.Inference.Models;

namespace CovidCxr.Shell.Commands;

/// <summary>The model file argument; by default the model that comes with the program.</summary>
internal sealed class ModelFileArgument : Argument<string?>
{
    public ModelFileArgument()
        : base("file")
    {
        Description = "Model file (covidcxr export --out). Default: the model that comes with the program.";
        Arity = ArgumentArity.ZeroOrOne;
    }

    /// <summary>Opens the model file.</summary>
    /// <exception cref="InputException">The file does not exist or is not a model file, or none came with the program.</exception>
    /// <param name="parsed">The command line.</param>
    /// <param name="signedBy">The public key by which the file must be signed; null for no signature.</param>
    public (string Path, OnnxClassifier Model) Open(ParseResult parsed, string? signedBy = null)
    {
        var path = ShippedModel.Or(parsed.GetValue(this));
        return (path, OnnxClassifier.Open(path, Environment.ProcessorCount, signedBy));
    }
}
