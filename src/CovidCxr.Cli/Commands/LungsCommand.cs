using System.CommandLine;
using CovidCxr.Cli.Workflows;
using CovidCxr.Core;
using CovidCxr.Dicom.Decoding;
using CovidCxr.Shell;
using CovidCxr.Shell.Commands;

namespace CovidCxr.Cli.Commands;

/// <summary><c>covidcxr lungs</c>: finds the lungs on X-rays, and holds the commands about the network that does.</summary>
internal sealed class LungsCommand : Command, IHasExamples
{
    private readonly Argument<string[]> paths = new("files or folders")
    {
        Description = "Images, folders (searched at any depth) or quoted patterns.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> output = new("--out")
    {
        Description = "Folder for two images per X-ray: the X-ray with the lungs tinted, and the mask, white inside the lungs.",
        HelpName = "folder",
    };

    public LungsCommand()
        : base("lungs", "Find the lungs on X-rays; train the lung finder, and measure it against masks drawn by hand.")
    {
        Add(paths);
        Add(output);
        Add(new LungsTrainCommand());
        Add(new LungsScoreCommand());
        SetAction((parsed, cancel) => Task.FromResult(Run(parsed, cancel)));
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples { get; } =
    [
        "covidcxr lungs samples/ --out lungs",
        "covidcxr lungs train --data dataset --masks sources/lung-masks --out models/covidcxr-lung-outlines.safetensors",
        "covidcxr lungs score --data dataset --masks sources/lung-masks",
    ];

    private int Run(ParseResult parsed, CancellationToken cancel)
    {
        var named = parsed.GetValue(paths) ?? [];
        if (parsed.GetValue(output) is not { } folder || named.Length == 0)
            throw new InputException("lungs: give files or folders, and a folder with --out; or one of the commands train and score");
        var input = new PredictionInput(named, null, XRayDecoders.All);
        var (found, none, unread) = new FindLungsWorkflow
        {
            Files = input.Files(),
            Out = folder,
            Error = error => Console.Error.WriteLine($"error: {OneLine.Of(error)}"),
        }.Run(cancel);
        if (input.LeftOut is { } leftOut)
            Console.Error.WriteLine(leftOut);
        Screen.WriteLine($"{folder}: lungs on {Counted.Of(found, "image")}, none on {none}, {unread} could not be read");
        return unread > 0 ? ExitCode.Failed : ExitCode.Done;
    }
}
