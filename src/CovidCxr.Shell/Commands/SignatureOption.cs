using System.CommandLine;

namespace CovidCxr.Shell.Commands;

/// <summary><c>--require-signature</c>: the public key by which a model file must be signed.</summary>
internal sealed class SignatureOption : Option<string?>
{
    /// <summary>The environment variable that requires a signature of every command on a computer.</summary>
    public const string Variable = "COVIDCXR_REQUIRE_SIGNATURE";

    public SignatureOption()
        : base("--require-signature")
    {
        Description = $"Use the model file only if it is signed by this public key (PEM). Default: {Variable}, else no signature.";
        HelpName = "public.pem";
    }

    /// <summary>The key that the command line or the environment names; null for none.</summary>
    public string? Of(ParseResult parsed) =>
        parsed.GetValue(this) ?? (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path ? path : null);
}
