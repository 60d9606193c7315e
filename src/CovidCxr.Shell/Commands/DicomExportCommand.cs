using System.CommandLine;
using CovidCxr.Core;
using CovidCxr.Shell.Output;

namespace CovidCxr.Shell.Commands;

/// <summary><c>covidcxr dicom export</c>: writes the pictures of DICOM files as PNG, or as DICOM without identity.</summary>
internal sealed class DicomExportCommand : Command, IHasExamples
{
    private readonly Argument<string[]> paths = new("files or folders")
    {
        Description = "DICOM files, DICOMDIRs, folders (searched at any depth) or quoted patterns.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string> output = new("--out")
    {
        Description = "Folder for the pictures, named 000001, 000002, ...; must be new or empty.",
        HelpName = "folder",
        Required = true,
    };

    private readonly Option<string> format = new("--format")
    {
        Description = "PNG (8 or 16 bits, the grey values that the network gets) or DICOM.",
        HelpName = "png|dicom",
        DefaultValueFactory = _ => "png",
    };

    private readonly Option<bool> deidentify = new("--deidentify")
    {
        Description = "Leave out everything that points to the patient (DICOM PS3.15, Basic Profile), and pictures with burnt-in text. "
            + "DICOM is written only so.",
    };

    private readonly Option<bool> identifiers = new("--identifiers")
    {
        Description = "Print which file became which picture. File names may hold names of patients.",
    };

    public DicomExportCommand()
        : base("export", "Write the pictures of DICOM files as PNG, or as DICOM without identity.")
    {
        format.AcceptOnlyFromAmong("png", "dicom");
        Add(paths);
        Add(output);
        Add(format);
        Add(deidentify);
        Add(identifiers);
        SetAction((parsed, cancel) => Task.FromResult(Run(parsed, cancel)));
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples { get; } =
    [
        "covidcxr dicom export --deidentify --out pictures ward",
        "covidcxr dicom export --deidentify --format dicom --out pictures ward/DICOMDIR",
    ];

    private int Run(ParseResult parsed, CancellationToken cancel)
    {
        var asDicom = parsed.GetValue(format) == "dicom";
        if (asDicom && !parsed.GetValue(deidentify))
            throw new InputException("--format dicom: DICOM is written without identity only; give --deidentify too");
        var export = new DicomExport(parsed.GetRequiredValue(output), asDicom, parsed.GetValue(deidentify));
        var (written, failed) = (0, 0);
        foreach (var found in DicomExport.Find(parsed.GetRequiredValue(paths)))
        {
            cancel.ThrowIfCancellationRequested();
            try
            {
                var name = export.Write(found);
                written++;
                if (parsed.GetValue(identifiers))
                    Screen.WriteLine($"{name}: {OneLine.Of(found.Path)}");
            }
            catch (InputException e)
            {
                failed++;
                Console.Error.WriteLine($"error: {OneLine.Of(e.Message)}");
            }
        }
        Screen.WriteLine($"{parsed.GetRequiredValue(output)}: {Counted.Of(written, "picture")}"
            + (failed == 0 ? "" : $"; {Counted.Of(failed, "file")} not exported"));
        return failed == 0 ? ExitCode.Done : ExitCode.Failed;
    }
}
