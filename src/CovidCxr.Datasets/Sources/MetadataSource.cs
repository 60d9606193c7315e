using System.Text.RegularExpressions;
using CovidCxr.Core;

namespace CovidCxr.Datasets.Sources;

/// <summary>A collection with a table and a folder of images; derived classes state its facts and rules.</summary>
internal abstract partial class MetadataSource : IPublicSource
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
    public virtual bool IsOfThePaper => false;

    /// <inheritdoc/>
    public virtual IReadOnlyList<Finding> Classes => [Finding.Covid19];

    /// <inheritdoc/>
    public abstract string FolderName { get; }

    /// <inheritdoc/>
    public abstract SourceArchive Archive { get; }

    /// <inheritdoc/>
    public abstract string Layout { get; }

    /// <summary>Whether the table names files without their ending, or the files are stored under another one.</summary>
    protected virtual bool NamesAreStems => false;

    /// <summary>The folder of the images inside the collection; empty if several folders hold them.</summary>
    protected virtual string ImagesIn => ImageFolder.FolderName;

    /// <inheritdoc/>
    public bool Recognizes(string folder)
    {
        if (!File.Exists(TableIn(folder)))
            return IsNamedAsPublished(folder) && HasImages(folder)
                ? throw new InputException($"{folder}: has {Images}/ but no {Path.GetFileName(TableIn(folder))}; get {Name} again")
                : false;
        try
        {
            using var table = MetadataTable.OpenFile(TableIn(folder));
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
        using var table = MetadataTable.OpenFile(TableIn(folder));
        var rows = Chosen(table.ReadRows(cancel));
        var files = new ImageFolder(EntryName.Find(folder, ImagesIn), cancel);
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

        foreach (var name in files.Unclaimed.Where(IsOfTheImages))
            if (WithoutRow(In(name), files.Files.PathOf(name)) is { } image)
                images.Add(image);
            else
                skipped.Add(new SkippedFile(Name, null, In(name), SkipReason.NoRow, ""));
        var named = rows.Select(FileOf).ToHashSet(StringComparer.Ordinal);
        skipped.AddRange(files.Files.SecondNames.Where(file => !named.Contains(file.Key)).Select(file =>
            new SkippedFile(Name, null, In(file.Key), SkipReason.SecondName, $"the first is {In(file.Value)}")));
        return new SourceListing(images, skipped) { Notes = [.. Notes(loose, images.Count, files.Files), .. NotesOn(rows)] };
    }

    /// <summary>Whether a table with these columns is the collection's.</summary>
    protected abstract bool Recognizes(IReadOnlyList<string> columns);

    /// <summary>Where a folder's table lies, whether or not there is one.</summary>
    protected virtual string TableIn(string folder) => MetadataTable.PathIn(folder);

    /// <summary>The rows that stand for an image each; by default all.</summary>
    protected virtual IReadOnlyList<MetadataRow> Chosen(IReadOnlyList<MetadataRow> rows) => rows;

    /// <summary>What the user should know of the table, one line each.</summary>
    protected virtual IEnumerable<string> NotesOn(IReadOnlyList<MetadataRow> rows) => [];

    /// <summary>Whether a file that no row names is one of the images, and so counts as lost.</summary>
    /// <param name="name">The file inside the folder of the images.</param>
    protected virtual bool IsOfTheImages(string name) => true;

    /// <summary>The image of a file that no row names, where its folder tells the class; null for one that is lost.</summary>
    /// <param name="original">The path inside the collection.</param>
    /// <param name="path">The path on this computer.</param>
    protected virtual SourceImage? WithoutRow(string original, string path) => null;

    /// <summary>The finding of a row, as the collection writes it.</summary>
    protected virtual string FindingOf(MetadataRow row) => row["finding"];

    /// <summary>The label that a row's finding stands for.</summary>
    internal virtual Label LabelOf(string finding) => CovidFinding.LabelOf(finding);

    /// <summary>The label of a row, where more than its finding decides it.</summary>
    protected virtual Label LabelOf(MetadataRow row) => LabelOf(FindingOf(row));

    /// <summary>The name of a row's file, whether or not it exists.</summary>
    protected abstract string FileOf(MetadataRow row);

    /// <summary>The patient of a row, without the collection's prefix; empty if the row names none.</summary>
    protected virtual string PatientOf(MetadataRow row) => PatientNumber().Replace(row["patientid"], "$1");

    /// <summary>M, F or empty.</summary>
    protected virtual string SexOf(MetadataRow row) => Sex(row["sex"]);

    /// <summary>M, F or empty, of <c>M</c>, <c>male</c>, <c>F</c> and <c>female</c> in any case.</summary>
    protected static string Sex(string written) => written.ToUpperInvariant() switch
    {
        "M" or "MALE" => "M",
        "F" or "FEMALE" => "F",
        _ => "",
    };

    /// <summary>The age as the collection writes it, years; may be empty.</summary>
    protected virtual string AgeOf(MetadataRow row) => row["age"];

    /// <summary>The projection; empty if the row does not say.</summary>
    protected virtual string ViewOf(MetadataRow row) => row["view"];

    /// <summary>Whether a row is an X-ray.</summary>
    protected virtual bool IsXRay(MetadataRow row) => row["modality"].Equals("X-ray", StringComparison.OrdinalIgnoreCase);

    /// <summary>The licence of a row's image.</summary>
    protected virtual string LicenceOf(MetadataRow row) => Licence;

    /// <summary>The address at which a row's image was published.</summary>
    protected virtual string UrlOf(MetadataRow row) => Page;

    /// <summary>Whether a blank view stands for a frontal one, because the collection has no others.</summary>
    protected virtual bool BlankViewIsFrontal => false;

    // A name for messages, and the sign of a copy whose table is gone.
    private string Images => ImagesIn.Length > 0 ? ImagesIn : ImageFolder.FolderName;

    private bool HasImages(string folder) => Directory.Exists(EntryName.Find(folder, Images));

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
            $"{TableIn(folder)}, line 1: is not the table of {Name}, which needs {Layout}; it has "
            + (readable.Any() ? $"the columns {string.Join(", ", readable.Take(12))}" : "no readable columns")
            + "; get the collection again");
    }

    private (string? Reason, string Detail) Problem(MetadataRow row, FileMatch match)
    {
        if (!IsXRay(row))
            return (SkipReason.NotAnXRay, $"modality '{row["modality"]}'");
        if (ViewOf(row) is var view && !(view.Length == 0 && BlankViewIsFrontal) && FrontalView.ReasonAgainst(view) is { } against)
            return (against, $"view '{view}'");
        if (LabelOf(row) is ExcludedLabel excluded)
            return (excluded.Reason, $"finding '{FindingOf(row)}'");
        return (match.Problem, match.Detail);
    }

    private string OriginalOf(MetadataRow row, FileMatch match) =>
        Path.Combine(row["folder"] is "" ? ImagesIn : row["folder"], match.File ?? FileOf(row)).Replace('\\', '/');

    private string In(string name) => ImagesIn.Length > 0 ? $"{ImagesIn}/{name}" : name;

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
            FindingOf(row),
            LabelOf(row),
            // A row without a patient counts as a patient of its own; its duplicates are still found by their pixels.
            $"{Name}:{(patient is "" ? "file-" + Path.GetFileNameWithoutExtension(file) : patient)}",
            ViewOf(row),
            SexOf(row),
            AgeOf(row),
            LicenceOf(row),
            UrlOf(row));
    }

    // A spreadsheet writes patient 2 as 2.0, or as 2,0 where the comma divides; it is one patient.
    [GeneratedRegex("^([0-9]+)[.,]0+$")]
    private static partial Regex PatientNumber();
}
