using CovidCxr.Core;

namespace CovidCxr.Reports;

/// <summary>The names of a report's files. A folder is replaced only if it contains nothing else.</summary>
internal static class ReportFiles
{
    public const string Page = "report.html";
    public const string Metrics = "metrics.json";
    public const string Table3 = "table3.csv";
    public const string Table4 = "table4.csv";
    public const string Table5 = "table5.csv";
    public const string History = "history.csv";
    public const string Reliability = "reliability.csv";
    public const string Distortions = "distortions.csv";
    public const string Predictions = "predictions.csv";
    public const string BySource = "by_source.csv";
    public const string Checklists = "checklist.csv";

    private static readonly string[] Figures = ["figure4", "figure5", "figure6", "roc", "reliability", "table4"];

    /// <summary>Every file name that a report may contain.</summary>
    public static IReadOnlySet<string> All { get; } = new HashSet<string>(
    [
        Page, Metrics, Table3, Table4, Table5, History, Reliability, Distortions, Predictions, BySource, Checklists,
        .. Findings.All.Select(Roc),
        .. Findings.All.Select(finding => $"{Examples(finding)}.png"),
        .. Figures.SelectMany(name => new[] { $"{name}.png", $"{name}.svg" }),
    ]);

    /// <summary>The ROC curve of a class, for example <c>roc_covid19.csv</c>.</summary>
    public static string Roc(Finding finding) => $"roc_{finding.Key()}.csv";

    /// <summary>The figure of a class's example X-rays, without extension; the paper numbers two and shows no pneumonia.</summary>
    public static string Examples(Finding finding) => finding switch
    {
        Finding.Normal => "figure1",
        Finding.Covid19 => "figure2",
        _ => $"examples_{finding.Key()}",
    };
}
