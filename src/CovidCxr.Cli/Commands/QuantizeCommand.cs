using System.CommandLine;
using CovidCxr.Cli.Views;
using CovidCxr.Cli.Workflows;
using CovidCxr.Shell;
using CovidCxr.Shell.Output;
using CovidCxr.Shell.Progress;

namespace CovidCxr.Cli.Commands;

/// <summary><c>covidcxr quantize</c>: makes a model file compute with whole numbers of 8 bits.</summary>
internal sealed class QuantizeCommand : Command, IHasExamples
{
    private readonly Option<string> model = new("--model")
    {
        Description = "Model file (covidcxr export --out).",
        HelpName = "file.onnx",
        Required = true,
    };

    private readonly Option<string> data = new("--data")
    {
        Description = "Dataset: 512 training images show the ranges of values, the validation images are compared.",
        HelpName = "dataset",
        Required = true,
    };

    private readonly Option<string> output = new("--out")
    {
        Description = "Model file to write; an existing one is replaced.",
        HelpName = "file.onnx",
        Required = true,
    };

    private readonly ForceOption force = new();

    public QuantizeCommand()
        : base("quantize", "Make a model file compute with 8-bit integers: a quarter of the size, and two to four times as fast.")
    {
        Add(model);
        Add(data);
        Add(output);
        Add(force);
        SetAction(RunAsync);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples { get; } =
        ["covidcxr quantize --model seed0.onnx --data dataset --out seed0-int8.onnx"];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var workflow = new QuantizeWorkflow
        {
            Model = parsed.GetRequiredValue(model),
            Data = parsed.GetRequiredValue(data),
            Out = parsed.GetRequiredValue(output),
            Force = parsed.GetValue(force),
        };
        QuantizeView.Print(await new ProgressDisplay().RunAsync(progress => workflow.Run(progress, cancel)), workflow.Out);
        return ExitCode.Done;
    }
}
