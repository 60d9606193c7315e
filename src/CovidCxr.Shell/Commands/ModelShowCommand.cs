using System.CommandLine;
using CovidCxr.Core.ModelCards;
using CovidCxr.Shell.Views;

namespace CovidCxr.Shell.Commands;

/// <summary><c>covidcxr model show</c>: a model file's card.</summary>
internal sealed class ModelShowCommand : Command, IHasExamples
{
    private readonly ModelFileArgument file = new();
    private readonly Option<bool> json = new("--json") { Description = "The whole card as it stands in the file, for programs." };

    public ModelShowCommand()
        : base("show", "Show a model file's card: what it was trained on and how, what it gives out, how well it did, its limits.")
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
