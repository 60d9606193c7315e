using static CovidCxr.Reports.Html.HtmlText;

namespace CovidCxr.Reports.Html;

/// <summary>The frame of all pages: self-contained, without scripts, and well-formed XML.</summary>
internal static class HtmlPage
{
    /// <summary>The end of a page.</summary>
    public const string End = "</main>\n</body>\n</html>\n";

    private static readonly string Style = ReadStyle();

    /// <summary>The beginning of a page, up to its first section.</summary>
    /// <param name="title">The title in the browser, HTML.</param>
    /// <param name="kicker">What stands above the heading, HTML.</param>
    /// <param name="heading">The heading, plain text.</param>
    /// <param name="lead">The first paragraph, plain text.</param>
    /// <param name="notice">What must not be overlooked, HTML.</param>
    public static string Begin(string title, string kicker, string heading, string lead, string notice) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <title>{title}</title>
        <style>
        {Style}</style>
        </head>
        <body>
        <main>
        <header>
        <p class="kicker">{kicker}</p>
        <h1>{Escape(heading)}</h1>
        <p class="lead">{Escape(lead)}</p>
        <p class="notice">{notice}</p>
        </header>

        """;

    private static string ReadStyle()
    {
        using var stream = typeof(HtmlPage).Assembly.GetManifestResourceStream("report.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
