using CovidCxr.Core;
using CovidCxr.Core.Storage;

namespace CovidCxr.Reports.Evaluation;

/// <summary>
/// Writes a report completely or not at all. A folder that holds anything but an older report is never touched.
/// </summary>
internal static class ReportFolder
{
    /// <param name="folder">The report's folder; may exist if it is empty or an older report.</param>
    /// <param name="files">The files' contents by name, each in <see cref="ReportFiles.All"/>.</param>
    /// <exception cref="InputException">The folder holds other files, or cannot be written.</exception>
    public static void Write(string folder, IReadOnlyDictionary<string, byte[]> files)
    {
        try
        {
            using var report = AtomicFolder.Begin(folder, MayReplace, "report");
            foreach (var (name, content) in files)
                File.WriteAllBytes(Path.Combine(report.Path, name), content);
            report.Commit();
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw FileError.CannotWrite(folder, e, "choose a folder that can be written, with space left");
        }
    }

    /// <summary>Says that a folder cannot take a report; asked before the work that a report needs, it spares that work.</summary>
    /// <exception cref="InputException">The path is a file, or a folder with other files in it.</exception>
    public static void CheckReplaceable(string folder)
    {
        if (File.Exists(folder))
            throw new InputException($"{folder}: is a file; give a new or empty folder for the report");
        if (!Directory.Exists(folder))
            return;
        try
        {
            var other = Directory.EnumerateFileSystemEntries(folder)
                .Select(path => Path.GetFileName(path)!)
                .Where(name => !ReportFiles.All.Contains(name))
                .Order(StringComparer.Ordinal)
                .FirstOrDefault();
            if (other is not null)
                throw new InputException($"{folder}: holds '{other}', which is no part of a report; give a new or empty folder");
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw new InputException($"{folder}: cannot be read; give a new or empty folder for the report", e);
        }
    }

    private static bool MayReplace(string folder)
    {
        CheckReplaceable(folder);
        return true;
    }
}
