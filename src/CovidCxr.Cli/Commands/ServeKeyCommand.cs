using System.CommandLine;
using CovidCxr.Service;
using CovidCxr.Service.Security;
using CovidCxr.Shell;
using CovidCxr.Shell.Commands;

namespace CovidCxr.Cli.Commands;

/// <summary><c>covidcxr serve key</c>: the keys by which programs sign in.</summary>
internal sealed class ServeKeyCommand() : CommandGroup(
    "key",
    "Make, list and revoke the API keys of a service.",
    new ServeKeyCreateCommand(),
    new ServeKeyListCommand(),
    new ServeKeyRevokeCommand());

/// <summary><c>covidcxr serve key create</c>: makes a key and shows it once.</summary>
internal sealed class ServeKeyCreateCommand : Command, IHasExamples
{
    private readonly Option<string> name = new("--name") { Description = "Whose key it is.", Required = true, HelpName = "name" };

    private readonly Option<string> scopes = new("--scopes")
    {
        Description = $"What it may do: {string.Join(", ", Scopes.All)}.",
        DefaultValueFactory = _ => $"{Scopes.Predict},{Scopes.Read}",
        HelpName = "scopes",
    };

    private readonly Option<int?> days = new("--days") { Description = "Days until it ends. Default: never.", HelpName = "N" };

    private readonly ServiceSettings settings = new();

    public ServeKeyCreateCommand()
        : base("create", "Make a key. It is shown once.")
    {
        Add(name);
        Add(scopes);
        Add(days);
        settings.AddTo(this);
        SetAction(async (parsed, _) =>
        {
            await KeyProgram.CreateAsync(
                KeyProgram.Open(settings.Of(parsed)), parsed.GetValue(name)!, parsed.GetValue(scopes)!, parsed.GetValue(days),
                parsed.InvocationConfiguration.Output);
            return ExitCode.Done;
        });
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples { get; } = ["covidcxr serve key create --name 'ward 7' --scopes predict,read --days 90"];
}

/// <summary><c>covidcxr serve key list</c>: shows all keys without their secrets.</summary>
internal sealed class ServeKeyListCommand : Command, IHasExamples
{
    private readonly ServiceSettings settings = new();

    public ServeKeyListCommand()
        : base("list", "Show all keys without their secrets.")
    {
        settings.AddTo(this);
        SetAction(async (parsed, _) =>
        {
            await KeyProgram.ListAsync(KeyProgram.Open(settings.Of(parsed)), parsed.InvocationConfiguration.Output);
            return ExitCode.Done;
        });
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples { get; } = ["covidcxr serve key list"];
}

/// <summary><c>covidcxr serve key revoke</c>: ends a key.</summary>
internal sealed class ServeKeyRevokeCommand : Command, IHasExamples
{
    private readonly Argument<string> id = new("id") { Description = "The key's id, as list shows it." };
    private readonly ServiceSettings settings = new();

    public ServeKeyRevokeCommand()
        : base("revoke", "End a key.")
    {
        Add(id);
        settings.AddTo(this);
        SetAction(async (parsed, _) =>
        {
            await KeyProgram.RevokeAsync(KeyProgram.Open(settings.Of(parsed)), parsed.GetValue(id)!, parsed.InvocationConfiguration.Output);
            return ExitCode.Done;
        });
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples { get; } = ["covidcxr serve key revoke 3fa9c1d20b50"];
}
