using CovidCxr.Core;
using CovidCxr.Core.Storage;

namespace CovidCxr.Reports.Tables;

/// <summary>Reads a CSV table to which rows are added over time, and which therefore must be whole.</summary>
internal static class LedgerFile
{
    /// <summary>Reads the rows.</summary>
    /// <param name="named">How errors call the file, for example with the option that named it.</param>
    /// <param name="file">The file; a missing one has no rows.</param>
    /// <param name="header">The columns that it must have.</param>
    /// <param name="kind">What it must be, for example <c>a table of runs</c>.</param>
    /// <param name="remedy">What to do about another file.</param>
    /// <exception cref="InputException">The file has other columns or an incomplete row, or cannot be read.</exception>
    public static List<IReadOnlyList<string>> Read(string named, string file, IReadOnlyList<string> header, string kind, string remedy)
    {
        var found = PathStatus.Of(file).Kind;
        if (found == PathKind.Missing)
            return [];
        if (found is not (PathKind.File or PathKind.Hidden))
            throw new InputException($"{named}: is {found.Words()}; name a file");
        string text;
        try
        {
            text = RegularFile.ReadText(file);
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw FileError.CannotRead(named, e);
        }
        // A last number that is cut is a number too, so only the end of the line tells.
        if (text.Length > 0 && !text.EndsWith('\n'))
            throw new InputException($"{named}: its last line has no end and may have lost some of its letters; restore the file");
        var lines = Csv.Lines(text).Where(line => line.Length > 0).ToList();
        if (lines.Count == 0)
            return [];
        if (!Csv.Split(lines[0]).SequenceEqual(header))
            throw new InputException($"{named}: is not {kind} with the columns of this version; {remedy}");
        var rows = lines.Skip(1).Select(Csv.Split).ToList();
        var wrong = rows.FindIndex(row => row.Count != header.Count);
        return wrong < 0
            ? rows
            : throw new InputException(
                $"{named}, row {wrong + 1}: has {rows[wrong].Count} fields instead of {header.Count}; restore the file");
    }
}
