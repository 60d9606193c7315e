using CovidCxr.Service.Configuration;
using Microsoft.AspNetCore.Http;

namespace CovidCxr.Service.Security;

/// <summary>
/// Tells requests that another site's page makes in a user's browser, by the headers that a page cannot change (<c>Origin</c>,
/// <c>Sec-Fetch-Site</c>), and names of this computer that another site has given it (DNS rebinding). Programs send neither.
/// </summary>
/// <param name="options">The origins that may.</param>
internal sealed class OriginCheck(ServiceOptions options)
{
    private readonly string[] allowed = options.Authentication.AllowedOrigins.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether a request may be answered as far as its origin goes.</summary>
    public bool IsAllowed(HttpRequest request)
    {
        // Where nobody signs in, the address is what keeps others out.
        if (!options.RequiresSignIn && !ServiceConfiguration.IsLoopback(request.Host.Host))
            return false;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
            return true;
        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0)
            return allowed.Contains(origin, StringComparer.OrdinalIgnoreCase)
                || origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
        return request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none";
    }
}
