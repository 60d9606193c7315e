using System.CommandLine;
using CovidCxr.Inference.Models;
using CovidCxr.Shell.Views;

namespace CovidCxr.Shell.Commands;

/// <summary><c>covidcxr model verify</c>: runs the self-test of a model file.</summary>
internal sealed class ModelVerifyCommand : Command, IHasExamples
{
    private readonly ModelFileArgument file = new();
    private readonly SignatureOption signature = new();

    public ModelVerifyCommand()
        : base("verify", "Check that a model file still gives the probabilities it was exported with, on the synthetic image it carries.")
    {
        Add(file);
        Add(signature);
        SetAction(Run);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples { get; } = ["covidcxr model verify", "covidcxr model verify seed0.onnx"];

    private int Run(ParseResult parsed)
    {
        var (path, opened) = file.Open(parsed, signature.Of(parsed));
        using var model = opened;
        var test = SelfTestResult.Run(model);
        if (test.Passed)
            Screen.WriteLine($"{path}: {SelfTestLine.Of(test)}");
        else
            Console.Error.WriteLine($"error: {OneLine.Of(path)}: {SelfTestLine.Of(test)}; do not use this file, get it again");
        return test.Passed ? ExitCode.Done : ExitCode.Failed;
    }
}
