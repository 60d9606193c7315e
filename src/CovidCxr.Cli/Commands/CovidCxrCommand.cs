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
        Add(new PredictCommand(TorchClassifier.Open));
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

/// <summary><c>covidcxr dataset</c>: the commands from the public collections to a dataset.</summary>
internal sealed class DatasetCommand : Command
{
    public DatasetCommand()
        : base("dataset", "Fetch the public collections, build the dataset from them, and show what it holds.")
    {
        Add(new DatasetFetchCommand());
        Add(new DatasetBuildCommand());
        Add(new DatasetShowCommand());
    }
}

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

/// <summary><c>covidcxr lungs</c>: the network that finds the lungs.</summary>
internal sealed class LungsCommand : Command
{
    public LungsCommand()
        : base("lungs", "The lung finder: it tells the network of the recipe 'compact' where the lungs are.") => Add(new LungsTrainCommand());
}

/// <summary><c>covidcxr samples</c>: pictures to try the product on.</summary>
internal sealed class SamplesCommand : Command
{
    public SamplesCommand()
        : base("samples", "Pictures that look like chest X-rays, to try the product on; drawn, not taken.") => Add(new SamplesDrawCommand());
}
