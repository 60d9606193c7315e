using System.CommandLine;
using CovidCxr.Shell;
using CovidCxr.Shell.Commands;

namespace CovidCxr.Predict;

/// <summary><c>covidcxr</c> without the training library: scores X-rays with model files.</summary>
internal sealed class CovidCxrCommand : ProgramCommand
{
    private static readonly string[] FullProgramOnly =
    [
        "dataset", "train", "evaluate", "audit", "holdout", "benchmark", "compare", "export", "quantize", "reproduce", "lungs", "serve",
    ];

    public CovidCxrCommand()
        : base(openRun: null, openTraining: null)
    {
        foreach (var name in FullProgramOnly)
            Add(new UnavailableCommand(name));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["covidcxr predict samples/", "covidcxr model show"];

    /// <inheritdoc/>
    public override string Note =>
        $"This program only predicts. For {string.Join(", ", FullProgramOnly)}: {FullProgram.HowToRun("<command>")}.";
}

/// <summary>Stands for a command of the full program, so that its name is answered with the way to get it.</summary>
internal sealed class UnavailableCommand : Command
{
    public UnavailableCommand(string name)
        : base(name)
    {
        Hidden = true;
        TreatUnmatchedTokensAsErrors = false;
        // Hides the option of the root: a help page would suggest that the command works here.
        Add(new Option<bool>("--help", "-h", "-?"));
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        Console.Error.WriteLine($"error: '{Name}' is not available here, because this program only predicts; {FullProgram.HowToRun(Name)}");
        return ExitCode.Usage;
    }
}
