using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Reports.Tables;

namespace CovidCxr.Reports.Suspects;

/// <summary>
/// Writes the training images whose labels a network doubts: <c>suspects.csv</c> with all of them, and <c>suspects.html</c> with the
/// pictures of the first.
/// </summary>
public static class SuspectsReport
{
    private const string Table = "suspects.csv", Page = "suspects.html";

    /// <summary>The path of the page in a folder.</summary>
    public static string PagePath(string folder) => Path.Combine(folder, Page);

    /// <summary>Checks that a folder can take the report; call it before the long work of scoring.</summary>
    /// <exception cref="InputException">The folder holds something else, or cannot be written.</exception>
    public static void CheckFolder(string folder) => AtomicFolder.CheckWritable(folder, MayReplace, "list of suspects");

    /// <summary>Writes the report completely or not at all, and replaces an older one.</summary>
    /// <param name="ranked">The images, the most doubtful first.</param>
    /// <param name="pictures">How many of them the page shows.</param>
    /// <param name="readPicture">Reads an image of the dataset as PNG bytes, by its path.</param>
    /// <param name="folder">A new or empty folder, or one with an older list and nothing else.</param>
    /// <exception cref="InputException">The folder holds something else or cannot be written, or a picture cannot be read.</exception>
    public static void Write(IReadOnlyList<Suspect> ranked, int pictures, Func<string, byte[]> readPicture, string folder)
    {
        var page = SuspectsPage.Write(ranked, pictures, readPicture);
        try
        {
            using var report = AtomicFolder.Begin(folder, MayReplace, "list of suspects");
            File.WriteAllBytes(Path.Combine(report.Path, Table), TableOf(ranked));
            File.WriteAllBytes(Path.Combine(report.Path, Page), page);
            report.Commit();
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw FileError.CannotWrite($"--out {folder}", e, "choose a folder that can be written, with space left");
        }
    }

    private static byte[] TableOf(IReadOnlyList<Suspect> ranked)
    {
        var table = new CsvText([
            "image", "source", "class", "finding", "called", "p_class", .. Findings.All.Select(finding => $"p_{finding.Key()}"), "path",
        ]);
        foreach (var suspect in ranked)
            table.Row([
                suspect.Image, suspect.Source, suspect.Label.Name(), suspect.Finding, suspect.Called.Name(), suspect.OfLabel,
                .. suspect.Probabilities.Cast<object>(), suspect.Path,
            ]);
        return table.ToBytes();
    }

    private static bool MayReplace(string folder) =>
        Directory.EnumerateFileSystemEntries(folder).All(path => Path.GetFileName(path) is Table or Page);
}
