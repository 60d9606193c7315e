using CovidCxr.Core;
using CovidCxr.Core.Storage;

namespace CovidCxr.Reports.Evaluation;

/// <summary>Writes a report completely or not at all. A folder that contains anything but an older report is never touched.</summary>
internal static class ReportFolder
{
    /// <param name="folder">A new or empty folder, or an older report.</param>
    /// <param name="files">The content of the files by name; each name is in <see cref="ReportFiles.All"/>.</param>
    /// <exception cref="InputException">The folder contains other files or cannot be written.</exception>
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

    /// <summary>Checks that a folder can take a report.</summary>
    /// <exception cref="InputException">The path is a file, or the folder contains other files or cannot be read.</exception>
    public static void CheckReplaceable(string folder)
    {
        if (File.Exists(folder))
            throw new InputException($"{folder}: is a file; name a new or empty folder for the report");
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
                throw new InputException($"{folder}: contains '{other}', which is not part of a report; name a new or empty folder");
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw FileError.CannotRead(folder, e, "name a new or empty folder for the report");
        }
    }

    /// <summary>Checks that a folder can take a report and be written, before the long work.</summary>
    /// <inheritdoc cref="CheckReplaceable" path="/exception"/>
    public static void CheckWritable(string folder)
    {
        CheckReplaceable(folder);
        AtomicFolder.CheckWritable(folder, MayReplace, "report");
    }

    private static bool MayReplace(string folder)
    {
        CheckReplaceable(folder);
        return true;
    }
}
