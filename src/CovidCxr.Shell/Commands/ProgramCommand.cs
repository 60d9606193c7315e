using System.CommandLine;
using CovidCxr.Core;

namespace CovidCxr.Shell.Commands;

/// <summary><c>covidcxr</c>: the root of both programs, with the commands that they share.</summary>
internal abstract class ProgramCommand : RootCommand, IHasExamples
{
    /// <param name="openRun">Opens the folder of a run as a classifier; null in the program without the training library.</param>
    /// <param name="openTraining">Opens a dataset's training images; null in the program without datasets.</param>
    protected ProgramCommand(Func<string, IClassifier>? openRun, Func<string, IKnownImages>? openTraining)
        : base("Tell COVID-19, other pneumonia and normal lungs apart on chest X-rays. For research; not a medical device.")
    {
        Add(new PredictCommand(openRun, openTraining));
        Add(new ModelCommand());
        Add(new SamplesCommand());
        Add(new DicomCommand());
        Add(new CompletionCommand());
        Add(new ManualCommand());
        HelpWithExamples.AddTo(this);
        VersionLine.AddTo(this);
    }

    /// <inheritdoc/>
    public abstract IReadOnlyList<string> Examples { get; }

    /// <inheritdoc/>
    public virtual string? Note => null;
}

/// <summary><c>covidcxr model</c>: the commands about model files.</summary>
internal sealed class ModelCommand() : CommandGroup(
    "model",
    "Show the card of a model file, run its self-test, and sign what was approved.",
    new ModelShowCommand(),
    new ModelVerifyCommand(),
    new ModelSaveCommand(),
    new ModelKeyCommand(),
    new ModelSignCommand());

/// <summary><c>covidcxr samples</c>: the commands about images to try the program on.</summary>
internal sealed class SamplesCommand() : CommandGroup(
    "samples",
    "Draw synthetic images to try the program on.",
    new SamplesDrawCommand());

/// <summary><c>covidcxr dicom</c>: the commands about DICOM files.</summary>
internal sealed class DicomCommand() : CommandGroup(
    "dicom",
    "Show what is used of a DICOM file, and export pictures without identity.",
    new DicomShowCommand(),
    new DicomExportCommand());
