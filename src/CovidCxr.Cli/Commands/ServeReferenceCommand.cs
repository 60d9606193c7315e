using System.CommandLine;
using CovidCxr.Cli.Workflows;
using CovidCxr.Shell;

namespace CovidCxr.Cli.Commands;

/// <summary>
/// <c>covidcxr serve reference</c>: measures a dataset, so that a service can tell when its X-rays are no longer like it.
/// </summary>
internal sealed class ServeReferenceCommand : Command, IHasExamples
{
    private readonly Option<string> data = new("--data")
    {
        Description = "Dataset that the model was trained on.",
        Required = true,
        HelpName = "dataset",
    };

    private readonly Option<string> output = new("--out") { Description = "JSON file to write.", Required = true, HelpName = "file.json" };

    private readonly Option<string?> model = new("--model")
    {
        Description = "Model file. Default: the one that comes with the program.",
        HelpName = "file.onnx",
    };

    public ServeReferenceCommand()
        : base("reference", "Measure scores and features of a dataset's validation images, against which a service watches for drift.")
    {
        Add(data);
        Add(output);
        Add(model);
        SetAction((parsed, cancel) =>
        {
            var images = new DriftReferenceWorkflow
            {
                Data = parsed.GetValue(data)!,
                Out = parsed.GetValue(output)!,
                Model = parsed.GetValue(model),
            }.Run(cancel);
            Screen.WriteLine($"{parsed.GetValue(output)}: measured on {images} validation images");
            return Task.FromResult(ExitCode.Done);
        });
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples { get; } = ["covidcxr serve reference --data dataset --out reference.json"];
}
