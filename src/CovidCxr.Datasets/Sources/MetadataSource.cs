using System.Text.RegularExpressions;
using CovidCxr.Core;

namespace CovidCxr.Datasets.Sources;

/// <summary>A collection with a <c>metadata.csv</c> and a folder <c>images</c>; derived classes state its facts and rules.</summary>
internal abstract partial class MetadataSource : ISource
{
    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract string Citation { get; }

    /// <inheritdoc/>
    public abstract string Licence { get; }

    /// <inheritdoc/>
    public abstract string Page { get; }

    /// <inheritdoc/>
    public abstract int Released { get; }

    /// <inheritdoc/>
    public abstract SplitPolicy SplitPolicy { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Finding> Classes => [Finding.Covid19];

    /// <inheritdoc/>
    public abstract string FolderName { get; }

    /// <inheritdoc/>
    public abstract SourceArchive Archive { get; }

    /// <inheritdoc/>
    public abstract string Layout { get; }

    /// <summary>Whether the table names files without their ending.</summary>
    protected virtual bool NamesAreStems => false;

    /// <inheritdoc/>
    public bool Recognizes(string folder)
    {
        if (!File.Exists(MetadataTable.PathIn(folder)))
            return IsNamedAsPublished(folder) && HasImages(folder)
                ? throw new InputException($"{folder}: has {ImageFolder.FolderName}/ but no {MetadataTable.FileName}; get {Name} again")
                : false;
        try
        {
            using var table = MetadataTable.Open(folder);
            return Recognizes(table.Columns) || (IsNamedAsPublished(folder) ? throw NotTheTable(folder, table.Columns) : false);
        }
        catch (InputException) when (!IsNamedAsPublished(folder) && !HasImages(folder))
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public SourceListing Read(string folder, CancellationToken cancel)
    {
        using var table = MetadataTable.Open(folder);
        var rows = table.ReadRows(cancel);
        var files = new ImageFolder(folder, cancel);
        var matches = files.Match([.. rows.Select(row => (row.Number, FileOf(row)))], NamesAreStems);
        var images = new List<SourceImage>();
        var skipped = new List<SkippedFile>();
        var loose = 0;
        foreach (var (row, match) in rows.Zip(matches))
        {
            var (reason, detail) = Problem(row, match);
            if (reason is not null)
                skipped.Add(new SkippedFile(Name, row.Number, OriginalOf(row, match), reason, detail));
            else
                images.Add(ToImage(row, files, match.File!));
            loose += reason is null && match.IsLoose ? 1 : 0;
        }

        skipped.AddRange(files.Unclaimed.Select(name => new SkippedFile(Name, null, In(name), SkipReason.NoRow, "")));
        var named = rows.Select(FileOf).ToHashSet(StringComparer.Ordinal);
        skipped.AddRange(files.Files.SecondNames.Where(file => !named.Contains(file.Key)).Select(file =>
            new SkippedFile(Name, null, In(file.Key), SkipReason.SecondName, $"the first is {In(file.Value)}")));
        return new SourceListing(images, skipped) { Notes = [.. Notes(loose, images.Count, files.Files)] };
    }

    /// <summary>Whether a table with these columns is the collection's.</summary>
    protected abstract bool Recognizes(IReadOnlyList<string> columns);

    /// <summary>The label that a row's finding stands for.</summary>
    internal virtual Label LabelOf(string finding) => CovidFinding.LabelOf(finding);

    /// <summary>The name of a row's file, whether or not it exists.</summary>
    protected abstract string FileOf(MetadataRow row);

    /// <summary>The patient of a row, without the collection's prefix; empty if the row names none.</summary>
    protected virtual string PatientOf(MetadataRow row) => PatientNumber().Replace(row["patientid"], "$1");

    /// <summary>The licence of a row's image.</summary>
    protected virtual string LicenceOf(MetadataRow row) => Licence;

    /// <summary>The address at which a row's image was published.</summary>
    protected virtual string UrlOf(MetadataRow row) => Page;

    /// <summary>Why a row's view is not usable, see <see cref="SkipReason"/>; null for a frontal view.</summary>
    protected virtual string? ReasonAgainst(string view) => FrontalView.ReasonAgainst(view);

    private static bool HasImages(string folder) => Directory.Exists(EntryName.Find(folder, ImageFolder.FolderName));

    private bool IsNamedAsPublished(string folder)
    {
        // An archive of a repository adds the branch: covid-chestxray-dataset-master.
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(folder));
        return name.Equals(FolderName, StringComparison.OrdinalIgnoreCase)
            || name.StartsWith(FolderName + "-", StringComparison.OrdinalIgnoreCase);
    }

    private InputException NotTheTable(string folder, IReadOnlyList<string> columns)
    {
        var readable = columns.Where(column => column.Length > 0 && !column.Any(letter => char.IsControl(letter) || letter == '\uFFFD'));
        return new InputException(
            $"{MetadataTable.PathIn(folder)}, line 1: is not the table of {Name}, which needs {Layout}; it has "
            + (readable.Any() ? $"the columns {string.Join(", ", readable.Take(12))}" : "no readable columns")
            + "; get the collection again");
    }

    private (string? Reason, string Detail) Problem(MetadataRow row, FileMatch match)
    {
        if (!row["modality"].Equals("X-ray", StringComparison.OrdinalIgnoreCase))
            return (SkipReason.NotAnXRay, $"modality '{row["modality"]}'");
        if (ReasonAgainst(row["view"]) is { } against)
            return (against, $"view '{row["view"]}'");
        if (LabelOf(row["finding"]) is ExcludedLabel excluded)
            return (excluded.Reason, $"finding '{row["finding"]}'");
        return (match.Problem, match.Detail);
    }

    private string OriginalOf(MetadataRow row, FileMatch match) =>
        Path.Combine(row["folder"] is "" ? ImageFolder.FolderName : row["folder"], match.File ?? FileOf(row)).Replace('\\', '/');

    private static string In(string name) => $"{ImageFolder.FolderName}/{name}";

    private IEnumerable<string> Notes(int loose, int images, CollectionFiles files)
    {
        if (loose > 0)
            yield return $"{Name}: {loose} of {images} images were found though the table writes their names in another way";
        if (files.LeadingBack is [var first, ..])
            yield return LinkNote.Of(Name, In(first), files.LeadingBack.Count);
    }

    private SourceImage ToImage(MetadataRow row, ImageFolder files, string file)
    {
        var patient = PatientOf(row);
        return new SourceImage(
            this,
            files.Files.PathOf(file),
            In(file),
            row["finding"],
            LabelOf(row["finding"]),
            // A row without a patient counts as a patient of its own; its duplicates are still found by their pixels.
            $"{Name}:{(patient is "" ? "file-" + Path.GetFileNameWithoutExtension(file) : patient)}",
            row["view"],
            row["sex"].ToUpperInvariant() is "M" or "F" ? row["sex"].ToUpperInvariant() : "",
            row["age"],
            LicenceOf(row),
            UrlOf(row));
    }

    // A spreadsheet writes patient 2 as 2.0, or as 2,0 where the comma divides; it is one patient.
    [GeneratedRegex("^([0-9]+)[.,]0+$")]
    private static partial Regex PatientNumber();
}
