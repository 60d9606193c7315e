using System.CommandLine;
using CovidCxr.Core;
using CovidCxr.Dicom.Decoding;
using CovidCxr.Imaging.Files;
using CovidCxr.Inference.Heatmaps;
using CovidCxr.Inference.Models;
using CovidCxr.Inference.Output;
using CovidCxr.Inference.Pipeline;
using CovidCxr.Shell.Output;
using CovidCxr.Shell.Progress;

namespace CovidCxr.Shell.Commands;

/// <summary><c>covidcxr predict</c>: scores X-rays.</summary>
internal sealed class PredictCommand : Command, IHasExamples
{
    private readonly Option<string?> model = new("--model");

    private readonly SignatureOption signature = new();

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

    private readonly Option<string?> mapClass = new("--class")
    {
        Description = "Class whose heat map is drawn. Default: the most likely one of each X-ray.",
        HelpName = string.Join('|', Findings.All.Select(finding => finding.Name())),
    };

    private readonly PrevalenceOption prevalence = new(
        "Share of COVID-19 among the patients here: shifts the probabilities to it, and says so. It mends no other difference.");

    private readonly MixOption mix = new();

    private readonly Option<string?> inTraining = new("--in-training")
    {
        Description = "Dataset that the model was trained on: marks X-rays that are copies of its training images ('in-training').",
        HelpName = "dataset",
    };

    private readonly Option<int?> threads = new("--threads")
    {
        Description = "Number of images to process at once. Default: the number of processors.",
        HelpName = "N",
    };

    private readonly Option<bool> explain = new("--explain")
    {
        Description = "Say on standard error how each image was read: bits, range of grey values, pages.",
    };

    private readonly Option<bool> resume = new("--resume")
    {
        Description = "Keep the predictions in --out (csv or json) and score only the other images.",
    };

    private readonly ForceOption force = new();

    private readonly Option<string?> list = new("--from")
    {
        Description = "Read paths from this file, one per line; - for standard input.",
        HelpName = "list",
    };

    private readonly Argument<string[]> paths = new("files or folders")
    {
        Description = "Images (DICOM too), DICOMDIRs, folders (searched at any depth), quoted patterns ('ward/**/*.png'), "
            + "or - for a list from standard input.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Func<string, IClassifier>? openRun;
    private readonly Func<string, IKnownImages>? openTraining;

    /// <param name="openRun">Opens the folder of a run; null in the program without the training library.</param>
    /// <param name="openTraining">Opens a dataset's training images; null in the program without datasets.</param>
    public PredictCommand(Func<string, IClassifier>? openRun, Func<string, IKnownImages>? openTraining)
        : base("predict", "Score X-rays. For research; not a medical device.")
    {
        this.openRun = openRun;
        this.openTraining = openTraining;
        (model.HelpName, model.Description) = openRun is null
            ? ("file.onnx", "Model file to use. Default: the model that comes with the program.")
            : ("file.onnx|run", "Model file or run folder (covidcxr train --out) to use. Default: the model that comes with the program.");
        format.AcceptOnlyFromAmong(PredictionFormats.Names);
        mapClass.AcceptOnlyFromAmong([.. Findings.All.Select(finding => finding.Name())]);
        Add(model);
        Add(signature);
        Add(format);
        Add(output);
        Add(resume);
        Add(explain);
        Add(force);
        Add(heatmaps);
        Add(mapClass);
        Add(prevalence);
        Add(mix);
        if (openTraining is not null)
            Add(inTraining);
        Add(threads);
        Add(list);
        Add(paths);
        Validators.Add(result =>
        {
            if (result.GetResult(paths) is null or { Tokens.Count: 0 } && result.GetResult(list) is null)
                result.AddError("No image is named: give files or folders, or a list with --from.");
            if (result.GetResult(mapClass) is not null && result.GetResult(heatmaps) is null)
                result.AddError("--class names the class of heat maps; give their folder with --heatmaps.");
            if (result.GetResult(mix) is not null && result.GetResult(prevalence) is null)
                result.AddError("--mix belongs to --prevalence; give the share of COVID-19 with it.");
        });
        SetAction((parsed, cancel) => Task.FromResult(Run(parsed, cancel)));
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples =>
    [
        "covidcxr predict samples/",
        "covidcxr predict --out scores.csv --heatmaps maps folder",
        "covidcxr predict --heatmaps maps --class COVID-19 --prevalence 0.02 --mix 0.1,0.5,0.4 folder",
        "covidcxr predict --out scores.csv --resume folder",
        "find folder -newer scores.csv -name '*.jpg' | covidcxr predict --format json -",
        $"covidcxr predict --model {(openRun is null ? "seed0.onnx" : "runs/paper/run")} xray.jpg",
    ];

    private int Run(ParseResult parsed, CancellationToken cancel)
    {
        var options = new PredictionOptions
        {
            Decoders = XRayDecoders.All,
            Threads = parsed.GetValue(threads) ?? Environment.ProcessorCount,
        };
        if (options.Threads < 1)
            throw new InputException($"--threads {options.Threads}: give 1 or more");
        var path = parsed.GetValue(output);
        var chosen = PredictionFormats.Choose(parsed.GetValue(format), path);
        var append = parsed.GetValue(resume);
        if (append && path is null)
            throw new InputException("--resume continues a file; give the file with --out");
        if (append && chosen == PredictionFormat.Table)
            throw new InputException($"--resume: a table cannot be continued; give --format csv or json, in which {path} was written");
        var input = new PredictionInput(parsed.GetValue(paths) ?? [], parsed.GetValue(list), options.Decoders);
        var ownMaps = new OwnHeatmaps();
        var files = ownMaps.Without(input.Files());
        if (path is not null)
            files = PredictionOutput.Check(path, files, [.. Named(parsed)], parsed.GetValue(force), append);

        var known = parsed.GetValue(inTraining) is { } dataset ? openTraining!(dataset) : null;
        using var opened = Classifiers.Open(parsed.GetValue(model), openRun, signature.Of(parsed));
        var classifier = parsed.GetValue(prevalence) is { } share ? ShiftedClassifier.Of(opened, mix.Of(parsed), share) : opened;
        if (classifier.Untrained.Count > 0)
            Console.Error.WriteLine(OneLine.Of($"warning: {classifier.Model} was trained without images of "
                + $"{string.Join(" and ", classifier.Untrained.Select(finding => finding.Name()))} and cannot recognise them"));
        if (parsed.GetValue(heatmaps) is { } folder)
        {
            var maps = HeatmapFolder.Open(
                folder, classifier, options.Decoders, parsed.GetValue(mapClass) is { } drawn ? Findings.FromName(drawn) : null);
            files = maps.Name(files);
            options = options with { OnPredicted = maps.Write };
        }
        var kept = append ? ResumeFile.Read(path!, chosen, classifier.Model) : null;
        using var writer = path is null
            ? PredictionOutput.To(parsed.InvocationConfiguration.Output, chosen)
            : PredictionOutput.To(path, chosen, kept);
        if (chosen == PredictionFormat.Csv && classifier.Warning is { } warning)
            Console.Error.WriteLine($"warning: {OneLine.Of($"{classifier.Model} {warning}")}");
        var pipeline = new PredictionPipeline(classifier, options);
        var readings = new ReadingLog(explainsAll: parsed.GetValue(explain));
        using var ticker = path is null ? null : new PredictionTicker(input.IsCountable ? input.Count : null, kept?.Count ?? 0);
        var (counts, failed) = Predict(
            pipeline, known, kept?.Remaining(files) ?? files, writer, readings, ticker, cancel);
        readings.PrintSummary();
        if (input.LeftOut is { } leftOut)
            Console.Error.WriteLine(leftOut);
        if (ownMaps.Note is { } note)
            Screen.Notice(note);
        // No error: a script's list of new images is empty on a quiet day.
        if (counts is { Scored: 0, Unread: 0 } && kept is null && input.LeftOut is null && ownMaps.Note is null)
            Screen.Notice($"note: {parsed.GetValue(list) ?? "standard input"} names no image");
        if (path is not null)
            Screen.WriteLine(kept is { Count: > 0 } ? $"{path}: {kept.Count} before; {counts.Summary}" : $"{path}: {counts.Summary}");
        if (kept is { Unread: > 0 })
            Console.Error.WriteLine(
                $"error: --out {OneLine.Of(path!)} holds {kept.Unread} {(kept.Unread == 1 ? "file" : "files")} "
                + "that an earlier run could not read; leave out --resume to score all files again");
        return failed || kept is { Unread: > 0 } ? ExitCode.Failed : ExitCode.Done;
    }

    // Every file or folder that the command line names, so that none of them is written to.
    private IEnumerable<string> Named(ParseResult parsed) =>
        [.. parsed.GetValue(paths) ?? [], parsed.GetValue(list) ?? "", parsed.GetValue(model) ?? ""];

    private static (PredictionCounts Counts, bool Failed) Predict(
        PredictionPipeline pipeline,
        IKnownImages? known,
        IEnumerable<FoundFile> files,
        PredictionOutput output,
        ReadingLog readings,
        PredictionTicker? ticker,
        CancellationToken cancel)
    {
        var (counts, failed) = (new PredictionCounts(), false);
        foreach (var predicted in pipeline.Run(files, cancel))
        {
            var prediction = known?.Mark(predicted) ?? predicted;
            if ((prediction.Error ?? prediction.MapError) is { } error)
            {
                failed = true;
                ticker?.Clear();
                Console.Error.WriteLine($"error: {OneLine.Of(prediction.Error is null ? $"{prediction.File}: {error}" : error)}");
            }
            output.Write(prediction);
            counts.Add(prediction);
            readings.Add(prediction);
            ticker?.Count();
        }
        return (counts, failed);
    }
}
