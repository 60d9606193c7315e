using System.CommandLine;
using CovidCxr.Audit.Auditing;
using CovidCxr.Cli.Views;
using CovidCxr.Cli.Workflows;
using CovidCxr.Core;
using CovidCxr.Datasets;
using CovidCxr.Reports.Audits;
using CovidCxr.Shell;
using CovidCxr.Shell.Commands;
using CovidCxr.Shell.Progress;

namespace CovidCxr.Cli.Commands;

/// <summary><c>covidcxr audit</c>: finds out what a model reads.</summary>
internal sealed class AuditCommand : Command, IHasExamples, ISavesWhenStopped
{
    private readonly Option<string?> model = new("--model")
    {
        Description = "Model file, run folder, or YAML description of a foreign ONNX classifier. "
            + "Default: the model that comes with the program.",
        HelpName = "file.onnx|run|yaml",
    };

    private readonly Option<string> data = new("--data")
    {
        Description = "Dataset (covidcxr dataset build --out), or images of your own: a folder with a folder for each class, or a table.",
        HelpName = "dataset|folder|csv",
        Required = true,
    };

    private readonly ColumnsOption columns = new();

    private readonly Option<string> split = new("--split")
    {
        Description = "Split of the dataset. The controls belong to test: audit val as long as anything is still chosen.",
        DefaultValueFactory = _ => DatasetSplit.Test.Folder(),
    };

    private readonly Option<string> output = new("--out")
    {
        Description = "Folder for the audit; must be new, empty, or an older audit, which is replaced. A stopped audit goes on.",
        HelpName = "folder",
        Required = true,
    };

    private readonly Option<string?> trainedOn = new("--trained-on")
    {
        Description = "Dataset that the model was trained on, for copies and licences. Default: --data, if that is a dataset.",
        HelpName = "dataset",
    };

    private readonly Option<string?> sources = new("--sources")
    {
        Description = "Folder of the collections, for what their own files give away (compression, size).",
        HelpName = "folder",
    };

    private readonly Option<string?> across = new("--across")
    {
        Description = "Table of images of 'covidcxr holdout' (across_images.csv): how the recipe does on collections left out.",
        HelpName = "csv",
    };

    private readonly Option<string?> lesions = new("--lesions")
    {
        Description = "Folder of masks of lesions, PNG files named like the images.",
        HelpName = "folder",
    };

    private readonly PrevalenceOption prevalence = new("Share of COVID-19 where the model is to be used, for PPV and NPV.");

    public AuditCommand()
        : base("audit", "Find out what a model reads: ten questions, one report.")
    {
        split.AcceptOnlyFromAmong(DatasetSplit.Val.Folder(), DatasetSplit.Test.Folder());
        Add(model);
        Add(data);
        Add(columns);
        Add(split);
        Add(output);
        Add(trainedOn);
        Add(sources);
        Add(across);
        Add(lesions);
        Add(prevalence);
        SetAction(RunAsync);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples { get; } =
    [
        "covidcxr audit --data dataset --out audit",
        "covidcxr audit --model runs/seed0 --data dataset --split val --sources sources --out runs/seed0-audit",
        "covidcxr audit --model theirs.yaml --data ward/labels.csv --prevalence 0.02 --out theirs-audit",
    ];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var workflow = new AuditWorkflow
        {
            Model = parsed.GetValue(model),
            Data = parsed.GetRequiredValue(data),
            Columns = parsed.GetValue(columns),
            Split = parsed.GetValue(split) == DatasetSplit.Val.Folder() ? DatasetSplit.Val : DatasetSplit.Test,
            Out = parsed.GetRequiredValue(output),
            TrainedOn = parsed.GetValue(trainedOn),
            Sources = parsed.GetValue(sources),
            Across = parsed.GetValue(across),
            Lesions = parsed.GetValue(lesions),
            Prevalence = parsed.GetValue(prevalence),
            Command = Invocation.Text(parsed),
        };
        if (parsed.GetResult(split) is { Implicit: false } && !Dataset.IsDataset(workflow.Data))
            throw new InputException(
                $"--split {parsed.GetValue(split)}: --data {workflow.Data} is no dataset and has no splits; leave it out");
        var audit = await new ProgressDisplay().RunAsync(progress => workflow.Run(progress, cancel));
        AuditView.Print(audit, AuditReport.PagePath(workflow.Out));
        return ModelAudit.HasLeakage(audit) ? ExitCode.Leakage : ExitCode.Done;
    }
}
