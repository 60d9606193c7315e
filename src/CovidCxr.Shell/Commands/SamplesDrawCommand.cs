using System.CommandLine;
using CovidCxr.Imaging.Phantoms;

namespace CovidCxr.Shell.Commands;

/// <summary><c>covidcxr samples draw</c>: draws the pictures of <c>samples/</c>.</summary>
internal sealed class SamplesDrawCommand : Command, IHasExamples
{
    private readonly Option<string> output = new("--out")
    {
        Description = "Folder of the pictures; those of the same names are replaced.",
        HelpName = "folder",
        Required = true,
    };

    public SamplesDrawCommand()
        : base("draw", "Draw a few pictures that look like chest X-rays. They are synthetic: no pixel comes from a patient.")
    {
        Add(output);
        SetAction(Run);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples { get; } = ["covidcxr samples draw --out samples"];

    private int Run(ParseResult parsed)
    {
        var folder = parsed.GetRequiredValue(output);
        SampleFolder.Write(folder);
        Console.Out.WriteLine($"{folder}: {Samples.All.Count} pictures");
        return ExitCode.Done;
    }
}
