namespace CovidCxr.Service.Configuration;

/// <summary>
/// Everything that can be set of the service: the section <c>Service</c> of <c>appsettings.json</c>, environment variables
/// (<c>COVIDCXR_SERVICE__DATA</c>) and the command line (<c>--data</c>), the later ones first.
/// </summary>
public sealed record ServiceOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Service";

    /// <summary>Addresses to listen on, separated by semicolons; default: <c>http://127.0.0.1:8080</c>.</summary>
    public string Listen { get; init; } = "http://127.0.0.1:8080";

    /// <summary>
    /// The folder of the database and the pictures; default: <c>STATE_DIRECTORY</c> of systemd, else a folder of the user.
    /// </summary>
    public string Data { get; init; } = DefaultData();

    /// <summary>The model file; default: null, the model that comes with the program.</summary>
    public string? Model { get; init; }

    /// <summary>The public key (PEM file) by which the model file must be signed; default: null, no signature.</summary>
    public string? RequireSignature { get; init; }

    /// <summary>
    /// Shares or numbers of the classes that the model was calibrated on, <c>89,498,419</c>; default: null, what the model says.
    /// </summary>
    public string? Mix { get; init; }

    /// <summary>How requests are worked on.</summary>
    public QueueOptions Queue { get; init; } = new();

    /// <summary>What a request may hold.</summary>
    public LimitOptions Limits { get; init; } = new();

    /// <summary>How long pictures are kept.</summary>
    public RetentionOptions Retention { get; init; } = new();

    /// <summary>The database.</summary>
    public DatabaseOptions Database { get; init; } = new();

    /// <summary>
    /// A file of <c>covidcxr serve reference</c>, against which the last images are watched for drift; default: that of the shipped model
    /// for the shipped model, none for another.
    /// </summary>
    public string? Reference { get; init; }

    /// <summary>Where traces, metrics and log lines go.</summary>
    public TelemetryOptions Telemetry { get; init; } = new();

    /// <summary>Who may ask.</summary>
    public AuthenticationOptions Authentication { get; init; } = new();

    /// <summary>How the connection is kept secret.</summary>
    public TlsOptions Tls { get; init; } = new();

    /// <summary>Whether everyone has to sign in.</summary>
    public bool RequiresSignIn => Authentication.Mode switch
    {
        "required" => true,
        "none" => false,
        _ => !Addresses.All(address => ServiceConfiguration.IsLoopback(ServiceConfiguration.ToUri(address).Host)),
    };

    /// <summary>The addresses to listen on, one by one.</summary>
    public IReadOnlyList<string> Addresses =>
        Listen.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string DefaultData() =>
        Environment.GetEnvironmentVariable("STATE_DIRECTORY") is { Length: > 0 } state ? state : Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
            "covidcxr", "service");
}

/// <summary>How requests are worked on.</summary>
public sealed record QueueOptions
{
    /// <summary>Images that are decoded and classified at once, 1 to 256; default: one for each processor.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>Most images in one run of the network, 1 to 64; default: 16.</summary>
    public int LargestBatch { get; init; } = 16;

    /// <summary>Images that may wait; a request beyond is refused with 503. 1 to 100,000; default: 256.</summary>
    public int Capacity { get; init; } = 256;
}

/// <summary>What a request may hold; more is refused.</summary>
public sealed record LimitOptions
{
    /// <summary>Bytes of a request's body; default: 256 MiB.</summary>
    public long RequestBytes { get; init; } = 256L << 20;

    /// <summary>Bytes of one file; default: 64 MiB.</summary>
    public long FileBytes { get; init; } = 64L << 20;

    /// <summary>Bytes of all requests that are being received or worked on; default: 1 GiB.</summary>
    public long BytesInFlight { get; init; } = 1L << 30;

    /// <summary>Files of one request; default: 64.</summary>
    public int Files { get; init; } = 64;

    /// <summary>Files of one batch; default: 1,000.</summary>
    public int BatchFiles { get; init; } = 1000;

    /// <summary>Pixels of one picture; default: 50 million.</summary>
    public long Pixels { get; init; } = 50_000_000;

    /// <summary>Requests of one key, user or address in a minute; more are refused with 429. Default: 60,000.</summary>
    public int RequestsPerMinute { get; init; } = 60_000;

    /// <summary>Connections at once; default: 1,000.</summary>
    public int Connections { get; init; } = 1000;

    /// <summary>Time for a request from its first byte to its answer; default: one minute.</summary>
    public TimeSpan RequestTime { get; init; } = TimeSpan.FromMinutes(1);
}

/// <summary>How long pictures are kept; results and feedback stay until they are deleted.</summary>
public sealed record RetentionOptions
{
    /// <summary>From upload to deletion; zero keeps none. Default: one hour.</summary>
    public TimeSpan Pictures { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The same for pictures with feedback, which may be exported as labelled images. Default: one hour.</summary>
    public TimeSpan LabeledPictures { get; init; } = TimeSpan.FromHours(1);
}

/// <summary>Where traces, metrics and log lines go.</summary>
public sealed record TelemetryOptions
{
    /// <summary>The address of an OpenTelemetry collector (OTLP over gRPC), <c>http://127.0.0.1:4317</c>; default: null, none.</summary>
    public string? Otlp { get; init; }

    /// <summary>Whether log lines on the console are JSON; default: false.</summary>
    public bool JsonLogs { get; init; }
}

/// <summary>The database.</summary>
public sealed record DatabaseOptions
{
    /// <summary><c>sqlite</c> or <c>postgresql</c>; default: <c>sqlite</c>.</summary>
    public string Provider { get; init; } = "sqlite";

    /// <summary>How to connect; default: null, <c>results.db</c> in the data folder. PostgreSQL needs one.</summary>
    public string? Connection { get; init; }
}
