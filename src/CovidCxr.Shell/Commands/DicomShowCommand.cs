using System.CommandLine;
using CovidCxr.Dicom.Decoding;

namespace CovidCxr.Shell.Commands;

/// <summary><c>covidcxr dicom show</c>: shows what is used of a DICOM file and what was decided.</summary>
internal sealed class DicomShowCommand : Command, IHasExamples
{
    private readonly Argument<string> file = new("file") { Description = "DICOM file." };

    private readonly Option<bool> identifiers = new("--identifiers")
    {
        Description = "Show names, numbers and dates that point to the patient. Default: masked.",
    };

    public DicomShowCommand()
        : base("show", "Show what is used of a DICOM file, how its grey values are read, and what speaks against a prediction.")
    {
        Add(file);
        Add(identifiers);
        SetAction(Run);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples { get; } = ["covidcxr dicom show ward/IM000001"];

    private int Run(ParseResult parsed)
    {
        var path = parsed.GetRequiredValue(file);
        var lines = DicomDescription.Of(XRayDecoders.All.ReadFile(path), path, parsed.GetValue(identifiers), out var error);
        var width = lines.Max(line => line.Name.Length) + 2;
        foreach (var (name, value) in lines)
            Screen.WriteLine($"{name.PadRight(width)}{OneLine.Of(value)}");
        if (error is null)
            return ExitCode.Done;
        Console.Error.WriteLine($"error: {OneLine.Of(error)}");
        return ExitCode.Failed;
    }
}
