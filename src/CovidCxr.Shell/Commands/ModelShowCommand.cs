using System.CommandLine;
using CovidCxr.Core.ModelCards;
using CovidCxr.Shell.Views;

namespace CovidCxr.Shell.Commands;

/// <summary><c>covidcxr model show</c>: shows the card of a model file.</summary>
internal sealed class ModelShowCommand : Command, IHasExamples
{
    private readonly ModelFileArgument file = new();
    private readonly Option<bool> json = new("--json") { Description = "Print the complete card as JSON." };

    public ModelShowCommand()
        : base("show", "Show the card of a model file: training, outputs, measured performance and limits.")
    {
        Add(file);
        Add(json);
        SetAction(Run);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples { get; } = ["covidcxr model show", "covidcxr model show seed0.onnx --json"];

    private int Run(ParseResult parsed)
    {
        var (path, opened) = file.Open(parsed);
        using var model = opened;
        if (parsed.GetValue(json))
            Console.Out.Write(ModelCardJson.Write(model.Card));
        else
            ModelView.Print(path, model);
        return ExitCode.Done;
    }
}
