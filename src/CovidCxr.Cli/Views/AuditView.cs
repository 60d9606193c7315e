using CovidCxr.Core.Audits;
using CovidCxr.Core.Metrics;
using CovidCxr.Reports.Audits;
using CovidCxr.Shell;
using Spectre.Console;

namespace CovidCxr.Cli.Views;

/// <summary>Shows audits on the terminal.</summary>
internal static class AuditView
{
    /// <summary>Prints the headline, what each question found, and the path of the page.</summary>
    public static void Print(AuditResult audit, string page)
    {
        var table = Screen.NewTable();
        table.AddColumn("figure");
        Screen.AddNumbers(table, "value", "95 % interval", "images");
        foreach (var figure in audit.Headline)
            table.AddRow(
                Screen.Cell(figure.Name), Screen.Cell(FigureText.OfRun(figure.Value, true)), Screen.Cell(Range(figure.Interval)),
                Screen.Cell($"{figure.Images}"));
        Screen.Write(audit.Model, table);
        if (audit.Controls == 0)
            Screen.WriteLine("Without controls of the same sources nobody can say whether the model reads the lungs or the source.");
        foreach (var section in audit.Sections)
        {
            var state = section.IsAlarm ? "ALARM" : section.IsMeasured ? "no alarm" : "not measured";
            Screen.WriteLine($"{section.Number,2}. {section.Title}: {state}");
            foreach (var figure in section.Figures.Where(figure => figure.IsAlarm))
                Screen.WriteLine($"      {figure.Name}: {Value(figure)}{(figure.Interval is null ? "" : $" ({Range(figure.Interval)})")}");
            if (!section.IsMeasured)
                foreach (var note in section.Notes)
                    Screen.WriteLine($"      {note}");
        }
        foreach (var note in audit.Notes)
            Screen.WriteLine($"note: {note}");
        Screen.WriteLine($"report: {page}");
    }

    /// <summary>Prints audits side by side: the headline, and every figure that is an alarm of one of them.</summary>
    public static void Print(AuditComparison comparison)
    {
        var table = Screen.NewTable();
        table.AddColumn("figure");
        Screen.AddNumbers(table, [.. comparison.Audits.Select(audit => audit.Model)]);
        bool Has(ComparedAudit audit, string key) => audit.Figures.ContainsKey(key);
        foreach (var key in comparison.Figures)
            if (key.StartsWith("headline.", StringComparison.Ordinal)
                || comparison.Audits.Any(audit => Has(audit, key) && audit.Figures[key].IsAlarm))
                table.AddRow(
                [
                    Screen.Cell(comparison.Audits.First(audit => Has(audit, key)).Figures[key].Name),
                    .. comparison.Audits.Select(audit => Screen.Cell(!Has(audit, key) ? "not measured"
                        : FigureText.OfRun(audit.Figures[key].Value, true) + (audit.Figures[key].IsAlarm ? " !" : ""))),
                ]);
        Screen.Write("Audits, an alarm marked by !", table);
        foreach (var audit in comparison.Audits)
            Screen.WriteLine($"{audit.Model}: {(audit.Alarms.Count == 0 ? "no alarm" : $"alarms: {string.Join(", ", audit.Alarms)}")}");
    }

    private static string Value(AuditFigure figure) => figure.IsCount ? $"{figure.Value:0}" : FigureText.OfRun(figure.Value, true);

    private static string Range(Interval? interval) =>
        interval is { } range ? $"{FigureText.Of(range.Low)} to {FigureText.Of(range.High)}" : "not defined";
}
