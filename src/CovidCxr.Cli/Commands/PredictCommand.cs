using System.CommandLine;
using CovidCxr.Cli.Output;
using CovidCxr.Cli.Terminal;
using CovidCxr.Core;
using CovidCxr.Core.Images;
using CovidCxr.Training.Batches;
using CovidCxr.Training.Scoring;

namespace CovidCxr.Cli.Commands;

/// <summary><c>covidcxr predict</c>: probabilities of new X-rays.</summary>
internal sealed class PredictCommand : Command, IHasExamples
{
    private readonly Option<string> model = new("--model")
    {
        Description = "Folder of a run (covidcxr train --out).",
        HelpName = "run",
        Required = true,
    };

    private readonly Option<string> format = new("--format")
    {
        Description = "table for people, csv or json for programs.",
        HelpName = "table|csv|json",
        DefaultValueFactory = _ => "table",
    };

    private readonly Argument<string[]> paths = new("files or folders")
    {
        Description = "Pictures, and folders of pictures at any depth.",
        Arity = ArgumentArity.OneOrMore,
    };

    public PredictCommand()
        : base("predict", "Score X-rays with a trained network. For research; not a medical device.")
    {
        format.AcceptOnlyFromAmong("table", "csv", "json");
        Add(model);
        Add(format);
        Add(paths);
        SetAction(Run);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples { get; } =
    [
        "covidcxr predict --model runs/paper/run xray.jpg",
        "covidcxr predict --model runs/paper/run --format csv folder > scores.csv",
    ];

    private Task<int> Run(ParseResult parsed, CancellationToken cancel)
    {
        using var run = TrainedRun.Open(parsed.GetRequiredValue(model));
        var size = run.Recipe.InputSize;
        var name = $"{run.Recipe.Name} epoch {run.Epoch} seed {run.Description.Seed}";
        var files = ImageFiles.Find(parsed.GetRequiredValue(paths));
        var decoded = ImageStream.Read(files, path => ImageReader.ReadGray(path, size, size), cancel);
        var failed = 0;
        using (var writer = Writer(parsed.GetRequiredValue(format), parsed.InvocationConfiguration.Output))
            foreach (var (image, probabilities) in run.Score(decoded))
            {
                if (probabilities is null)
                {
                    failed++;
                    Console.Error.WriteLine($"error: {image.Error}");
                }
                writer.Write(probabilities is null
                    ? new Prediction { File = image.Name, Model = name, Error = image.Error }
                    : Prediction.Of(image.Name, probabilities, name));
            }
        return Task.FromResult(failed == 0 ? ExitCode.Done : ExitCode.Failed);
    }

    private static IPredictionWriter Writer(string format, TextWriter output) => format switch
    {
        "csv" => new PredictionCsv(output),
        "json" => new PredictionJson(output),
        _ => new PredictionLines(output),
    };
}
