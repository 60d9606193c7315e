using System.CommandLine;
using CovidCxr.Service;
using CovidCxr.Shell;

namespace CovidCxr.Cli.Commands;

/// <summary><c>covidcxr serve</c>: a page to read X-rays on and an API for programs, and the commands about its keys.</summary>
internal sealed class ServeCommand : Command, IHasExamples, ISavesWhenStopped
{
    private readonly ServiceSettings settings = new();

    public ServeCommand()
        : base("serve", "Serve a page to read X-rays on and an API for programs. For research; not a medical device.")
    {
        settings.AddTo(this);
        Add(new ServeKeyCommand());
        Add(new ServeReferenceCommand());
        SetAction(async (parsed, cancel) =>
        {
            await ServiceProgram.RunOrThrowAsync(settings.Of(parsed), cancel);
            return ExitCode.Done;
        });
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples { get; } =
    [
        "covidcxr serve",
        "covidcxr serve --listen http://127.0.0.1:9000 --data /var/lib/covidcxr",
        "covidcxr serve --config /etc/covidcxr/service.json",
        "covidcxr serve key create --name 'ward 7' --scopes predict,read --days 90",
    ];
}

/// <summary>The options of the service that every command about it takes; all others are in its configuration.</summary>
internal sealed class ServiceSettings
{
    private readonly Option<string?>[] options =
    [
        Setting("--config", "file.json", "JSON file with a section \"Service\" (docs/service.md lists all settings)."),
        Setting("--listen", "address", "Addresses, separated by semicolons. Default: http://127.0.0.1:8080."),
        Setting("--data", "folder", "Folder of the database, the pictures and the audit log. Default: a folder of yours."),
        Setting("--database", "connection", "Connection to PostgreSQL, with --provider. Default: SQLite in --data."),
        Setting("--provider", "sqlite|postgresql", "Kind of database: sqlite or postgresql. Default: sqlite."),
        Setting("--model", "file.onnx", "Model file to use. Default: the model that comes with the program."),
        Setting("--mix", "n,n,n", "Numbers of the images that the model was calibrated on, if it does not say them."),
        Setting("--require-signature", "public.pem", "Use the model file only if it is signed by this public key (PEM)."),
    ];

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in options)
            command.Add(option);
    }

    /// <summary>The service's command line.</summary>
    public string[] Of(ParseResult parsed) =>
        [.. options.SelectMany(option => parsed.GetValue(option) is { } value ? new[] { option.Name, value } : [])];

    private static Option<string?> Setting(string name, string value, string description) =>
        new(name) { Description = description, HelpName = value };
}
