using System.CommandLine;
using CovidCxr.Imaging.Phantoms;
using CovidCxr.Shell.Output;

namespace CovidCxr.Shell.Commands;

/// <summary><c>covidcxr samples draw</c>: draws the images of <c>samples/</c>.</summary>
internal sealed class SamplesDrawCommand : Command, IHasExamples
{
    private readonly Option<string> output = new("--out")
    {
        Description = "Folder for the images; existing ones of the same name are replaced.",
        HelpName = "folder",
        Required = true,
    };

    private readonly ForceOption force = new();

    public SamplesDrawCommand()
        : base("draw", "Draw a few synthetic images that look like chest X-rays. No pixel comes from a patient.")
    {
        Add(output);
        Add(force);
        SetAction(Run);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples { get; } = ["covidcxr samples draw --out samples"];

    private int Run(ParseResult parsed)
    {
        var folder = parsed.GetRequiredValue(output);
        SampleFolder.Write(folder, parsed.GetValue(force));
        Screen.WriteLine($"{folder}: {Samples.All.Count} pictures");
        return ExitCode.Done;
    }
}
