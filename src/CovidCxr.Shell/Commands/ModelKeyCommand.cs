using System.CommandLine;
using CovidCxr.Inference.Models;

namespace CovidCxr.Shell.Commands;

/// <summary><c>covidcxr model key</c>: makes a pair of keys to sign model files with.</summary>
internal sealed class ModelKeyCommand : Command, IHasExamples
{
    private readonly Option<string> output = new("--out")
    {
        Description = "Beginning of both files: <name>.private.pem and <name>.public.pem. Existing ones are never replaced.",
        HelpName = "name",
        Required = true,
    };

    public ModelKeyCommand()
        : base("key", $"Make a pair of keys to sign model files with. {PassPhrase.Variable} encrypts the private one.")
    {
        Add(output);
        SetAction(Run);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples { get; } = ["covidcxr model key --out hospital"];

    private int Run(ParseResult parsed)
    {
        var phrase = Environment.GetEnvironmentVariable(PassPhrase.Variable);
        var (secret, open) = ModelSignature.MakeKeys(parsed.GetRequiredValue(output), phrase is { Length: > 0 } ? phrase : null);
        Screen.WriteLine($"private key, to sign with: {secret}");
        Screen.WriteLine($"public key, for --require-signature: {open}");
        return ExitCode.Done;
    }
}
