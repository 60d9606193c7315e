using CovidCxr.Core;

namespace CovidCxr.Reports;

/// <summary>The names of a report's files. An older report is only replaced if it holds nothing else.</summary>
internal static class ReportFiles
{
    public const string Page = "report.html";
    public const string Metrics = "metrics.json";
    public const string Table3 = "table3.csv";
    public const string Table4 = "table4.csv";
    public const string Table5 = "table5.csv";
    public const string History = "history.csv";
    public const string Reliability = "reliability.csv";
    public const string Predictions = "predictions.csv";

    private static readonly string[] Figures = ["figure4", "figure5", "figure6", "roc", "reliability", "table4"];

    /// <summary>Every name that a report may hold.</summary>
    public static IReadOnlySet<string> All { get; } = new HashSet<string>(
    [
        Page, Metrics, Table3, Table4, Table5, History, Reliability, Predictions,
        .. Findings.All.Select(Roc),
        .. Figures.SelectMany(name => new[] { $"{name}.png", $"{name}.svg" }),
    ]);

    /// <summary>The curve of one class, for example <c>roc_covid19.csv</c>.</summary>
    public static string Roc(Finding finding) => $"roc_{Key(finding)}.csv";

    /// <summary>The class's name in files' and columns' names: <c>covid19</c>, <c>normal</c>, <c>pneumonia</c>.</summary>
    public static string Key(Finding finding) => finding.Folder().ToLowerInvariant();
}
