using System.CommandLine;
using CovidCxr.Inference.Models;
using CovidCxr.Shell.Output;

namespace CovidCxr.Shell.Commands;

/// <summary><c>covidcxr model sign</c>: signs a model file with a private key.</summary>
internal sealed class ModelSignCommand : Command, IHasExamples
{
    private readonly Argument<string> file = new("file") { Description = "Model file (covidcxr export --out, covidcxr model save)." };

    private readonly Option<string> key = new("--key")
    {
        Description = "Private key (PEM; ECDSA or RSA). The pass phrase of an encrypted one is read from "
            + $"{PassPhrase.Variable}, or asked for.",
        HelpName = "private.pem",
        Required = true,
    };

    private readonly ForceOption force = new("the signature");

    public ModelSignCommand()
        : base("sign", "Sign a model file that was approved, so that 'predict --require-signature' runs it and no other.")
    {
        Add(file);
        Add(key);
        Add(force);
        SetAction(Run);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples { get; } = ["covidcxr model sign approved.onnx --key hospital.private.pem"];

    private int Run(ParseResult parsed)
    {
        var signature = ModelSignature.Sign(
            parsed.GetRequiredValue(file), parsed.GetRequiredValue(key), PassPhrase.Read, parsed.GetValue(force));
        Screen.WriteLine($"signature: {signature}");
        return ExitCode.Done;
    }
}

/// <summary>Reads the pass phrase of a private key.</summary>
internal static class PassPhrase
{
    /// <summary>The environment variable that holds it, for scripts.</summary>
    public const string Variable = "COVIDCXR_PASSPHRASE";

    /// <summary>Takes it from the environment, or asks for it on a terminal without showing it; null where neither is.</summary>
    public static string? Read()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } known)
            return known;
        if (Console.IsInputRedirected)
            return null;
        Console.Error.Write("pass phrase: ");
        var typed = new System.Text.StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } pressed)
            if (pressed.Key == ConsoleKey.Backspace)
                typed.Length = Math.Max(0, typed.Length - 1);
            else
                typed.Append(pressed.KeyChar);
        Console.Error.WriteLine();
        return typed.ToString();
    }
}
