using CovidCxr.Core.Audits;
using CovidCxr.Core.Storage;
using CovidCxr.Reports.Checklists;
using CovidCxr.Reports.Tables;

namespace CovidCxr.Reports.Audits;

/// <summary>Writes an audit: <c>audit.html</c>, <c>audit.json</c>, <c>audit.csv</c> and the checklists as <c>checklist.csv</c>.</summary>
public static class AuditReport
{
    private const string Page = "audit.html", Table = "audit.csv", Items = "checklist.csv";

    /// <summary>The file that other programs read, and <see cref="AuditComparison"/>.</summary>
    internal const string Document = "audit.json";

    /// <summary>The path of the page in a folder.</summary>
    public static string PagePath(string folder) => Path.Combine(folder, Page);

    /// <summary>Whether a folder holds an audit.</summary>
    public static bool Is(string folder) => File.Exists(Path.Combine(folder, Document));

    /// <summary>Checks that a folder can take an audit; call it before the long work.</summary>
    /// <exception cref="Core.InputException">The folder holds something else, or cannot be written.</exception>
    public static void CheckFolder(string folder) => AtomicFolder.CheckWritable(folder, MayReplace, "audit");

    /// <summary>Writes the audit completely or not at all, and replaces an older one.</summary>
    /// <param name="audit">The audit.</param>
    /// <param name="folder">A new or empty folder, or one with an older audit and nothing else.</param>
    /// <exception cref="Core.InputException">The folder holds something else or cannot be written.</exception>
    public static void Write(AuditResult audit, string folder)
    {
        var files = new Dictionary<string, byte[]>
        {
            [Page] = AuditPage.Write(audit),
            [Document] = AuditJson.Write(audit),
            [Table] = TableOf(audit),
            [Items] = Checklist.ToCsv(Checklist.Of(new AuditAnswers(audit))),
        };
        try
        {
            using var report = AtomicFolder.Begin(folder, MayReplace, "audit");
            foreach (var (name, content) in files)
                File.WriteAllBytes(Path.Combine(report.Path, name), content);
            report.Commit();
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw FileError.CannotWrite($"--out {folder}", e, "choose a folder that can be written, with space left");
        }
    }

    private static byte[] TableOf(AuditResult audit)
    {
        var table = new CsvText("section", "figure", "value", "low", "high", "images", "alarm", "meaning");
        foreach (var figure in audit.Headline)
            Row("headline", figure);
        foreach (var section in audit.Sections)
            foreach (var figure in section.Figures)
                Row(section.Key, figure);
        return table.ToBytes();

        void Row(string section, AuditFigure figure) => table.Row(
            section, figure.Key, figure.Value, figure.Interval?.Low, figure.Interval?.High, figure.Images,
            figure.IsAlarm ? "alarm" : "", figure.Meaning);
    }

    private static bool MayReplace(string folder) =>
        Directory.EnumerateFileSystemEntries(folder).All(path => Path.GetFileName(path) is Page or Document or Table or Items);
}
