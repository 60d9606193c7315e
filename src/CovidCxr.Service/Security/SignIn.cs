using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Service.Configuration;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CovidCxr.Service.Security;

/// <summary>Who signs in how: programs with API keys or access tokens, the page through an OpenID Connect provider.</summary>
internal static class SignIn
{
    private const string Chosen = "Chosen";

    /// <summary>Adds the schemes and a policy for each scope.</summary>
    /// <exception cref="InputException">The file with the client's secret cannot be read.</exception>
    public static void Add(IServiceCollection services, ServiceOptions options)
    {
        var oidc = options.Authentication.Oidc;
        var authentication = services.AddAuthentication(Chosen)
            .AddPolicyScheme(Chosen, null, policy => policy.ForwardDefaultSelector = http => Choose(http, oidc))
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.Scheme, null);
        if (oidc is { Authority: not null, Audience: not null })
            authentication.AddJwtBearer(jwt => SetUp(jwt, oidc));
        if (oidc is { Authority: not null, ClientId: not null })
            authentication.AddCookie(SetUp).AddOpenIdConnect(connect => SetUp(connect, oidc, SecretOf(oidc)));
        services.AddAuthorization(authorization =>
        {
            foreach (var scope in Scopes.All)
                authorization.AddPolicy(scope, Policy(options, scope));
            // Whatever forgets to say who may ask for it is not open to everyone.
            authorization.FallbackPolicy = Policy(options, Scopes.Read);
        });
    }

    /// <summary>Adds <c>/signin</c> and <c>/signout</c> for the page, where there is a provider.</summary>
    public static void Map(IEndpointRouteBuilder routes, ServiceOptions options)
    {
        if (options.Authentication.Oidc is not { Authority: not null, ClientId: not null })
            return;
        routes.MapGet("/signin", (string? @return) => TypedResults.Challenge(
            new AuthenticationProperties { RedirectUri = IsLocal(@return) ? @return : "/" }, [OpenIdConnectDefaults.AuthenticationScheme]))
            .AllowAnonymous().ExcludeFromDescription();
        routes.MapPost("/signout", () => TypedResults.SignOut(
            new AuthenticationProperties { RedirectUri = "/" },
            [CookieAuthenticationDefaults.AuthenticationScheme, OpenIdConnectDefaults.AuthenticationScheme]))
            .AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>How to sign in, a word for the page.</summary>
    public static string Kind(ServiceOptions options) => !options.RequiresSignIn ? "none"
        : options.Authentication.Oidc is { Authority: not null, ClientId: not null } ? "key-or-oidc" : "key";

    // A path of this service: not //elsewhere, nor /\elsewhere, which browsers read as the same.
    private static bool IsLocal(string? path) => path is ['/'] or ['/', not ('/' or '\\'), ..];

    private static string Choose(HttpContext http, OidcOptions oidc)
    {
        var header = http.Request.Headers.Authorization.ToString();
        if (header.StartsWith(ApiKeyHandler.Bearer + ApiKeys.Prefix, StringComparison.OrdinalIgnoreCase) || oidc.Authority is null)
            return ApiKeyHandler.Scheme;
        return header.Length > 0
            ? oidc.Audience is null ? ApiKeyHandler.Scheme : JwtBearerDefaults.AuthenticationScheme
            : oidc.ClientId is null ? ApiKeyHandler.Scheme : CookieAuthenticationDefaults.AuthenticationScheme;
    }

    private static AuthorizationPolicy Policy(ServiceOptions options, string scope)
    {
        var policy = new AuthorizationPolicyBuilder();
        return options.RequiresSignIn
            ? policy.RequireAuthenticatedUser().RequireAssertion(context => Scopes.Has(context.User, scope)).Build()
            : policy.RequireAssertion(_ => true).Build();
    }

    private static void SetUp(JwtBearerOptions jwt, OidcOptions oidc)
    {
        (jwt.Authority, jwt.Audience, jwt.RequireHttpsMetadata) = (oidc.Authority, oidc.Audience, !oidc.AllowHttp);
        jwt.MapInboundClaims = false;
        jwt.TokenValidationParameters.NameClaimType = "sub";
        jwt.Events = new JwtBearerEvents
        {
            OnTokenValidated = context =>
            {
                Scopes.AddFromToken(context.Principal!, oidc);
                return Task.CompletedTask;
            },
        };
    }

    private static void SetUp(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = "covidcxr";
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.HttpOnly = true;
        cookie.ExpireTimeSpan = TimeSpan.FromHours(8); // a shift
        // A program is answered, not sent to a page.
        cookie.Events.OnRedirectToLogin = context => Answer(context.Response, StatusCodes.Status401Unauthorized);
        cookie.Events.OnRedirectToAccessDenied = context => Answer(context.Response, StatusCodes.Status403Forbidden);
    }

    private static void SetUp(OpenIdConnectOptions connect, OidcOptions oidc, string? secret)
    {
        (connect.Authority, connect.ClientId, connect.ClientSecret) = (oidc.Authority, oidc.ClientId, secret);
        connect.RequireHttpsMetadata = !oidc.AllowHttp;
        connect.SignInScheme = CookieAuthenticationDefaults.AuthenticationScheme;
        connect.ResponseType = "code"; // with PKCE, the default
        connect.MapInboundClaims = false;
        connect.TokenValidationParameters.NameClaimType = "sub";
        connect.Events.OnTokenValidated = context =>
        {
            Scopes.AddFromToken(context.Principal!, oidc);
            return Task.CompletedTask;
        };
    }

    private static Task Answer(HttpResponse response, int status)
    {
        response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static string? SecretOf(OidcOptions oidc)
    {
        if (oidc.ClientSecretFile is not { } file)
            return null;
        try
        {
            return File.ReadAllText(file).Trim();
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw FileError.CannotRead($"Service:Authentication:Oidc:ClientSecretFile {file}", e);
        }
    }
}
