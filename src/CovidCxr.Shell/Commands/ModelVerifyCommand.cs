using System.CommandLine;
using CovidCxr.Inference.Models;
using CovidCxr.Shell.Views;

namespace CovidCxr.Shell.Commands;

/// <summary><c>covidcxr model verify</c>: a model file's golden self-test.</summary>
internal sealed class ModelVerifyCommand : Command, IHasExamples
{
    private readonly ModelFileArgument file = new();

    public ModelVerifyCommand()
        : base("verify", "Run a model file's golden self-test: the drawn image that it carries must get the probabilities it carries.")
    {
        Add(file);
        SetAction(Run);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples { get; } = ["covidcxr model verify", "covidcxr model verify seed0.onnx"];

    private int Run(ParseResult parsed)
    {
        var (path, opened) = file.Open(parsed);
        using var model = opened;
        var test = SelfTestResult.Run(model);
        if (test.Passed)
            Screen.WriteLine($"{path}: {SelfTestLine.Of(test)}");
        else
            Console.Error.WriteLine($"error: {path}: {SelfTestLine.Of(test)}; do not use it, get the model file again");
        return test.Passed ? ExitCode.Done : ExitCode.Failed;
    }
}
