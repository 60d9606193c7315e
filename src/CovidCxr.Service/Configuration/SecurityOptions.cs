namespace CovidCxr.Service.Configuration;

/// <summary>Who may ask.</summary>
public sealed record AuthenticationOptions
{
    /// <summary>
    /// <c>auto</c>: everyone has to sign in as soon as one address can be reached from other computers. <c>required</c>: always.
    /// <c>none</c>: nobody has to, and no address may be reachable from elsewhere. Default: <c>auto</c>.
    /// </summary>
    public string Mode { get; init; } = "auto";

    /// <summary>An OpenID Connect provider; default: none, API keys alone.</summary>
    public OidcOptions Oidc { get; init; } = new();

    /// <summary>Origins beside the service's own whose pages may change something, separated by blanks; default: none.</summary>
    public string AllowedOrigins { get; init; } = "";
}

/// <summary>An OpenID Connect provider.</summary>
public sealed record OidcOptions
{
    /// <summary>Its address, below which <c>/.well-known/openid-configuration</c> is; null for none.</summary>
    public string? Authority { get; init; }

    /// <summary>For whom access tokens of programs must be made out; null: programs sign in with API keys alone.</summary>
    public string? Audience { get; init; }

    /// <summary>The client by which the page signs in; null: the page takes an API key.</summary>
    public string? ClientId { get; init; }

    /// <summary>A file with the client's secret; null for a public client.</summary>
    public string? ClientSecretFile { get; init; }

    /// <summary>
    /// What a user may do whose token has no <c>scope</c>, <c>scp</c> or <c>roles</c> beginning with <c>covidcxr.</c>; default:
    /// <c>predict read</c>.
    /// </summary>
    public string DefaultScopes { get; init; } = "predict read";

    /// <summary>Whether the provider may be asked without TLS; for tests. Default: false.</summary>
    public bool AllowHttp { get; init; }
}

/// <summary>How the connection is kept secret.</summary>
public sealed record TlsOptions
{
    /// <summary>The certificate and its chain (PEM); read again when it is renewed. Default: null, no <c>https</c> address.</summary>
    public string? Certificate { get; init; }

    /// <summary>The certificate's key (PEM); null if it stands in the same file.</summary>
    public string? Key { get; init; }

    /// <summary>
    /// Whether a proxy in front keeps the connection secret, so that this service may listen on <c>http</c>. Default: false.
    /// </summary>
    public bool BehindProxy { get; init; }

    /// <summary>
    /// Networks of proxies whose <c>X-Forwarded-*</c> headers count, <c>10.0.0.0/8</c>, separated by blanks; default: this computer.
    /// </summary>
    public string Proxies { get; init; } = "";
}
