namespace CovidCxr.Reports.Html;

/// <summary>The style of all pages, which each page holds inside.</summary>
internal static class Stylesheet
{
    /// <summary>The text of the style sheet.</summary>
    public static string Text { get; } = Read();

    private static string Read()
    {
        using var stream = typeof(Stylesheet).Assembly.GetManifestResourceStream("report.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
