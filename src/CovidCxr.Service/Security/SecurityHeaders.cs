using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CovidCxr.Service.Security;

/// <summary>The headers by which a browser runs nothing but the page's own scripts and shows the page in no frame.</summary>
internal static class SecurityHeaders
{
    // Codecs are WebAssembly; pictures are fetched with a header and shown as blobs. No inline script, no eval, nothing from elsewhere.
    private const string PagePolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
        + "img-src 'self' blob: data:; font-src 'self'; connect-src 'self' blob:; worker-src 'self' blob:; manifest-src 'self'; "
        + "base-uri 'none'; form-action 'self'; "
        + "frame-ancestors 'none'";

    // What the API answers is never shown as a page, uploaded files least of all.
    private const string AnswerPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";

    private const string Year = "max-age=31536000";

    /// <summary>Adds them to every answer, those of errors too.</summary>
    public static void Use(IApplicationBuilder app) => app.Use((http, next) =>
    {
        http.Response.OnStarting(() =>
        {
            Set(http);
            return Task.CompletedTask;
        });
        return next(http);
    });

    private static void Set(HttpContext http)
    {
        var headers = http.Response.Headers;
        var isPage = http.Response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true;
        headers.ContentSecurityPolicy = isPage || IsScript(http.Response.ContentType) ? PagePolicy : AnswerPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        if (headers.CacheControl.Count == 0 && !http.Request.Path.StartsWithSegments("/assets"))
            headers.CacheControl = isPage ? "no-cache" : "no-store";
        if (http.Request.IsHttps)
            headers.StrictTransportSecurity = Year;
    }

    // A worker runs under the policy of its own script.
    private static bool IsScript(string? type) => type?.StartsWith("text/javascript", StringComparison.OrdinalIgnoreCase) == true;
}
