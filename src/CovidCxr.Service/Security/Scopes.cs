using System.Security.Claims;
using CovidCxr.Core;
using CovidCxr.Service.Configuration;

namespace CovidCxr.Service.Security;

/// <summary>What a key or a user may do.</summary>
public static class Scopes
{
    /// <summary>Hand in files.</summary>
    public const string Predict = "predict";

    /// <summary>See results and judge them.</summary>
    public const string Read = "read";

    /// <summary>Delete results.</summary>
    public const string Delete = "delete";

    /// <summary>The claim that holds one scope.</summary>
    public const string Claim = "covidcxr_scope";

    // In tokens of a provider, where other programs have scopes too.
    private const string Prefix = "covidcxr.";

    private static readonly string[] TokenClaims = ["scope", "scp", "roles", "role", ClaimTypes.Role];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Predict, Read, Delete];

    /// <summary>Reads scopes that are separated by blanks or commas.</summary>
    /// <exception cref="InputException">One is unknown, or there is none.</exception>
    public static IReadOnlyList<string> Parse(string setting, string text)
    {
        var scopes = text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Distinct().ToList();
        return scopes.Count > 0 && scopes.All(All.Contains) ? scopes
            : throw new InputException($"{setting} '{text}': give one or more of {string.Join(", ", All)}");
    }

    /// <summary>Whether somebody may do something.</summary>
    public static bool Has(ClaimsPrincipal user, string scope) => user.HasClaim(Claim, scope);

    /// <summary>Adds what a provider's token says the user may do.</summary>
    public static void AddFromToken(ClaimsPrincipal user, OidcOptions oidc)
    {
        if (user.Identity is not ClaimsIdentity identity || identity.HasClaim(claim => claim.Type == Claim))
            return;
        var given = user.Claims.Where(claim => TokenClaims.Contains(claim.Type)).SelectMany(claim => claim.Value.Split(' '))
            .Where(value => value.StartsWith(Prefix, StringComparison.Ordinal)).Select(value => value[Prefix.Length..])
            .Where(All.Contains).Distinct().ToList();
        foreach (var scope in given.Count > 0 ? given : Parse("Service:Authentication:Oidc:DefaultScopes", oidc.DefaultScopes))
            identity.AddClaim(new Claim(Claim, scope));
    }
}
