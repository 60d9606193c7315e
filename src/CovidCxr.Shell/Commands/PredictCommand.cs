using System.CommandLine;
using CovidCxr.Core;
using CovidCxr.Inference.Heatmaps;
using CovidCxr.Inference.Output;
using CovidCxr.Inference.Pipeline;
using CovidCxr.Shell.Output;
using CovidCxr.Shell.Progress;

namespace CovidCxr.Shell.Commands;

/// <summary><c>covidcxr predict</c>: scores X-rays.</summary>
internal sealed class PredictCommand : Command, IHasExamples
{
    private readonly Option<string?> model = new("--model");

    private readonly Option<string?> format = new("--format")
    {
        Description = "Format of the output. Default: that of the extension of --out, else table.",
        HelpName = "table|csv|json",
    };

    private readonly Option<string?> output = new("--out")
    {
        Description = "Write to this file instead of standard output.",
        HelpName = "file",
    };

    private readonly Option<string?> heatmaps = new("--heatmaps")
    {
        Description = "Write two images per X-ray to this folder: the X-ray with a heat map of its class, and the bare map.",
        HelpName = "folder",
    };

    private readonly Option<int?> threads = new("--threads")
    {
        Description = "Number of images to process at once. Default: the number of processors.",
        HelpName = "N",
    };

    private readonly Option<bool> resume = new("--resume")
    {
        Description = "Keep the predictions in --out (csv or json) and score only the other images.",
    };

    private readonly Option<string?> list = new("--from")
    {
        Description = "Read paths from this file, one per line; - for standard input.",
        HelpName = "list",
    };

    private readonly Argument<string[]> paths = new("files or folders")
    {
        Description = "Images, folders (searched at any depth), quoted patterns ('ward/**/*.png'), or - for a list from standard input.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Func<string, IClassifier>? openRun;

    /// <param name="openRun">Opens the folder of a run; null in the program without the training library.</param>
    public PredictCommand(Func<string, IClassifier>? openRun)
        : base("predict", "Score X-rays. For research; not a medical device.")
    {
        this.openRun = openRun;
        (model.HelpName, model.Description) = openRun is null
            ? ("file.onnx", "Model file to use. Default: the model that comes with the program.")
            : ("file.onnx|run", "Model file or run folder (covidcxr train --out) to use. Default: the model that comes with the program.");
        format.AcceptOnlyFromAmong(PredictionFormats.Names);
        Add(model);
        Add(format);
        Add(output);
        Add(resume);
        Add(heatmaps);
        Add(threads);
        Add(list);
        Add(paths);
        Validators.Add(result =>
        {
            if (result.GetResult(paths) is null or { Tokens.Count: 0 } && result.GetResult(list) is null)
                result.AddError("No image is named: give files or folders, or a list with --from.");
        });
        SetAction((parsed, cancel) => Task.FromResult(Run(parsed, cancel)));
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples =>
    [
        "covidcxr predict samples/",
        "covidcxr predict --out scores.csv --heatmaps maps folder",
        "covidcxr predict --out scores.csv --resume folder",
        "find folder -newer scores.csv -name '*.jpg' | covidcxr predict --format json -",
        $"covidcxr predict --model {(openRun is null ? "seed0.onnx" : "runs/paper/run")} xray.jpg",
    ];

    private int Run(ParseResult parsed, CancellationToken cancel)
    {
        var options = new PredictionOptions { Threads = parsed.GetValue(threads) ?? Environment.ProcessorCount };
        if (options.Threads < 1)
            throw new InputException($"--threads {options.Threads}: give 1 or more");
        var path = parsed.GetValue(output);
        var chosen = PredictionFormats.Choose(parsed.GetValue(format), path);
        var append = parsed.GetValue(resume);
        if (append && (path is null || chosen == PredictionFormat.Table))
            throw new InputException("--resume continues a file; give the file with --out, in the format csv or json");
        var files = PredictionInput.Files(parsed.GetValue(paths) ?? [], parsed.GetValue(list), options.Decoders.Extensions);

        using var classifier = Classifiers.Open(parsed.GetValue(model), openRun);
        if (parsed.GetValue(heatmaps) is { } folder)
        {
            var maps = HeatmapFolder.Open(folder, classifier, options.Decoders);
            files = maps.Name(files);
            options = options with { OnPredicted = maps.Write };
        }
        var kept = append ? ResumeFile.Read(path!, chosen, classifier.Model) : null;
        using var writer = path is null
            ? PredictionOutput.To(parsed.InvocationConfiguration.Output, chosen)
            : PredictionOutput.To(path, chosen, kept);
        if (chosen == PredictionFormat.Csv && classifier.Warning is { } warning)
            Console.Error.WriteLine($"warning: {classifier.Model} {warning}");
        var pipeline = new PredictionPipeline(classifier, options);
        var counts = Predict(pipeline, kept?.Remaining(files) ?? files, writer, path is not null, cancel);
        if (path is not null)
            Console.Out.WriteLine(kept is { Count: > 0 } ? $"{path}: {kept.Count} before; {counts.Summary}" : $"{path}: {counts.Summary}");
        if (kept is { Unread: > 0 })
            Console.Error.WriteLine(
                $"error: --out {path} holds {kept.Unread} {(kept.Unread == 1 ? "file" : "files")} that an earlier run could not read; "
                + "leave out --resume to score all files again");
        return counts.Unread + (kept?.Unread ?? 0) == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static PredictionCounts Predict(
        PredictionPipeline pipeline, IEnumerable<string> files, PredictionOutput output, bool toFile, CancellationToken cancel)
    {
        var counts = new PredictionCounts();
        using var ticker = toFile ? new PredictionTicker() : null;
        foreach (var prediction in pipeline.Run(files, cancel))
        {
            if (prediction.Error is { } error)
            {
                ticker?.Clear();
                Console.Error.WriteLine($"error: {OneLine.Of(error)}");
            }
            output.Write(prediction);
            counts.Add(prediction);
            ticker?.Count();
        }
        return counts;
    }
}
