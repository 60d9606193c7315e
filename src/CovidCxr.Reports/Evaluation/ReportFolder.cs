using CovidCxr.Core;

namespace CovidCxr.Reports.Evaluation;

/// <summary>
/// Writes a report whole or not at all: into a hidden sibling folder, which then takes the report's name. A folder that
/// holds anything but an older report is never touched.
/// </summary>
internal static class ReportFolder
{
    /// <param name="folder">The report's folder; may exist if it is empty or an older report.</param>
    /// <param name="files">The files' contents by name, each in <see cref="ReportFiles.All"/>.</param>
    /// <exception cref="InputException">The folder holds other files, or cannot be written.</exception>
    public static void Write(string folder, IReadOnlyDictionary<string, byte[]> files)
    {
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (Path.GetDirectoryName(target) is not { } parent)
            throw new InputException($"{folder}: a report cannot be the root folder; give a folder of its own");
        CheckReplaceable(folder);

        var unique = $"{Path.GetFileName(target)}.{Path.GetRandomFileName()}";
        var fresh = Path.Combine(parent, $".{unique}.new");
        var old = Path.Combine(parent, $".{unique}.old");
        try
        {
            Directory.CreateDirectory(fresh);
            foreach (var (name, content) in files)
                File.WriteAllBytes(Path.Combine(fresh, name), content);

            var replaces = Directory.Exists(target);
            if (replaces)
                Directory.Move(target, old);
            try
            {
                Directory.Move(fresh, target);
            }
            catch when (replaces)
            {
                Directory.Move(old, target);
                throw;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{folder}: the report cannot be written ({e.Message.TrimEnd('.')}); give a folder that can be written, with space left", e);
        }
        finally
        {
            Remove(fresh);
            Remove(old);
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
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{folder}: cannot be read; give a new or empty folder for the report", e);
        }
    }

    private static void Remove(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What went wrong before this is what the user must hear of.
        }
    }
}
