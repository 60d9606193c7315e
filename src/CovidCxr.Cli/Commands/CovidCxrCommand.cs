using System.CommandLine;
using CovidCxr.Shell;
using CovidCxr.Shell.Commands;
using CovidCxr.Training.Scoring;

namespace CovidCxr.Cli.Commands;

/// <summary><c>covidcxr</c>: every command hangs on this one.</summary>
internal sealed class CovidCxrCommand : RootCommand, IHasExamples
{
    public CovidCxrCommand()
        : base(
            "Tells COVID-19, other pneumonia and normal lungs apart on chest X-rays: a published network, its dataset "
            + "and its tables. For research; not a medical device.")
    {
        Add(new DatasetCommand());
        Add(new TrainCommand());
        Add(new EvaluateCommand());
        Add(new CompareCommand());
        Add(new PredictCommand(RunScorer.Open));
        Add(new ExportCommand());
        Add(new ModelCommand());
        Add(new ReproduceCommand());
        Add(new LungsCommand());
        Add(new SamplesCommand());
        HelpWithExamples.AddTo(this);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples { get; } =
    [
        "covidcxr reproduce --sources sources --out runs/paper",
        "covidcxr predict samples/",
    ];
}
