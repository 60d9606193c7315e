using System.CommandLine;
using CovidCxr.Inference.Models;

namespace CovidCxr.Shell.Commands;

/// <summary><c>covidcxr model save</c>: writes the model that comes with the program to a file.</summary>
internal sealed class ModelSaveCommand : Command, IHasExamples
{
    private readonly Argument<string> file = new("file") { Description = "File to write, .onnx; must not exist." };

    public ModelSaveCommand()
        : base("save", "Write the model that comes with the program to a file, to sign it or to run it elsewhere.")
    {
        Add(file);
        SetAction(Run);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples { get; } = ["covidcxr model save approved.onnx"];

    private int Run(ParseResult parsed)
    {
        var path = parsed.GetRequiredValue(file);
        ShippedModel.Save(path);
        Screen.WriteLine($"model file: {path}");
        return ExitCode.Done;
    }
}
