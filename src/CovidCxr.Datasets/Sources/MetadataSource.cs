using CovidCxr.Core;

namespace CovidCxr.Datasets.Sources;

/// <summary>A collection with a <c>metadata.csv</c> and a folder <c>images</c>; derived classes state its facts and rules.</summary>
internal abstract class MetadataSource : ISource
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
    public abstract string FolderName { get; }

    /// <inheritdoc/>
    public abstract SourceArchive Archive { get; }

    /// <inheritdoc/>
    public abstract string Layout { get; }

    /// <inheritdoc/>
    public bool Recognizes(string folder) => Recognizes(MetadataTable.Columns(folder));

    /// <inheritdoc/>
    public SourceListing Read(string folder, CancellationToken cancel)
    {
        var files = new ImageFolder(folder);
        var images = new List<SourceImage>();
        var skipped = new List<SkippedFile>();
        foreach (var row in MetadataTable.Read(folder))
        {
            cancel.ThrowIfCancellationRequested();
            var name = FileOf(row, files);
            var original = Path.Combine(row["folder"] is "" ? ImageFolder.FolderName : row["folder"], name).Replace('\\', '/');
            var found = files.WithName(name);
            var earlier = found is null ? null : files.Claim(found, row.Number);
            var (reason, detail) = Problem(row, found, earlier);
            if (reason is not null)
                skipped.Add(new SkippedFile(Name, row.Number, original, reason, detail));
            else
                images.Add(ToImage(row, files, found!));
        }

        foreach (var name in files.Unclaimed)
            skipped.Add(new SkippedFile(Name, null, $"{ImageFolder.FolderName}/{name}", SkipReason.NoRow, ""));
        return new SourceListing(images, skipped);
    }

    /// <summary>Whether a table with these columns is the collection's.</summary>
    protected abstract bool Recognizes(IReadOnlyList<string> columns);

    /// <summary>The label that a row's finding stands for.</summary>
    internal abstract Label LabelOf(string finding);

    /// <summary>The rule for adults of a COVID-19 collection: COVID-19 if the finding says so, otherwise a control.</summary>
    protected static Label CovidOrControl(string finding)
        => finding.ToUpperInvariant() is "" or "TODO" or "UNKNOWN" or "?" ? Label.Excluded(SkipReason.UnknownFinding)
        : finding.Contains(Finding.Covid19.Name(), StringComparison.OrdinalIgnoreCase) ? Label.Of(Finding.Covid19)
        : Label.Control(finding);

    /// <summary>The name of a row's file, whether or not it exists.</summary>
    protected abstract string FileOf(MetadataRow row, ImageFolder files);

    /// <summary>The patient of a row, without the collection's prefix; empty if the row names none.</summary>
    protected abstract string PatientOf(MetadataRow row);

    /// <summary>The licence of a row's image.</summary>
    protected virtual string LicenceOf(MetadataRow row) => Licence;

    /// <summary>The address at which a row's image was published.</summary>
    protected virtual string UrlOf(MetadataRow row) => Page;

    /// <summary>Why a row's view is not usable, see <see cref="SkipReason"/>; null for a frontal view.</summary>
    protected virtual string? ReasonAgainst(string view) => FrontalView.ReasonAgainst(view);

    private (string? Reason, string Detail) Problem(MetadataRow row, string? file, int? earlier)
    {
        if (!row["modality"].Equals("X-ray", StringComparison.OrdinalIgnoreCase))
            return (SkipReason.NotAnXRay, $"modality '{row["modality"]}'");
        if (ReasonAgainst(row["view"]) is { } against)
            return (against, $"view '{row["view"]}'");
        if (LabelOf(row["finding"]) is ExcludedLabel excluded)
            return (excluded.Reason, $"finding '{row["finding"]}'");
        if (file is null)
            return (SkipReason.NoFile, "");
        return earlier is null ? (null, "") : (SkipReason.SecondRow, $"the first is row {earlier}");
    }

    private SourceImage ToImage(MetadataRow row, ImageFolder files, string file)
    {
        var patient = PatientOf(row);
        return new SourceImage(
            this,
            files.PathOf(file),
            $"{ImageFolder.FolderName}/{file}",
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
}

/// <summary>Tells frontal X-rays from others by a table's column <c>view</c>.</summary>
internal static class FrontalView
{
    /// <summary>Why the view is not usable; null for a frontal one: PA or AP, with or without a posture after it.</summary>
    public static string? ReasonAgainst(string view)
    {
        if (view is "" or "?")
            return SkipReason.UnknownView;
        var projection = view.Split(' ', 2)[0].ToUpperInvariant();
        return projection is "PA" or "AP" ? null : SkipReason.NotFrontal;
    }
}
