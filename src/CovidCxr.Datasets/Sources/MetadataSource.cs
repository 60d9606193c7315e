using CovidCxr.Core;

namespace CovidCxr.Datasets.Sources;

/// <summary>What the three collections with a <c>metadata.csv</c> and an <c>images</c> folder have in common.</summary>
internal sealed class MetadataSource
{
    /// <summary>The collection's short name.</summary>
    public required string Name { get; init; }

    /// <summary>The name of a row's file, whether or not it exists.</summary>
    public required Func<MetadataRow, ImageFolder, string> FileOf { get; init; }

    /// <summary>The patient of a row, without the collection's prefix; empty where the row names none.</summary>
    public required Func<MetadataRow, string> PatientOf { get; init; }

    /// <summary>Whether a row without a view is frontal all the same.</summary>
    public bool BlankViewIsFrontal { get; init; }

    /// <summary>The licence of a row's picture.</summary>
    public required Func<MetadataRow, string> LicenceOf { get; init; }

    /// <summary>Where a row's picture was published.</summary>
    public required Func<MetadataRow, string> UrlOf { get; init; }

    /// <summary>Lists the collection.</summary>
    /// <exception cref="InputException">The table cannot be read.</exception>
    public SourceListing Read(string folder, CancellationToken cancel)
    {
        var images = new ImageFolder(folder);
        var studies = new List<SourceImage>();
        var skipped = new List<SkippedFile>();
        foreach (var row in MetadataTable.Read(folder))
        {
            cancel.ThrowIfCancellationRequested();
            var name = FileOf(row, images);
            var original = Path.Combine(row["folder"] is "" ? ImageFolder.FolderName : row["folder"], name).Replace('\\', '/');
            var found = images.WithName(name);
            var earlier = found is null ? null : images.Claim(found, row.Number);
            var (reason, detail) = Problem(row, found, earlier);
            if (reason is not null)
                skipped.Add(new SkippedFile(Name, row.Number, original, reason, detail));
            else
                studies.Add(ToStudy(row, images, found!));
        }

        foreach (var name in images.Unclaimed)
            skipped.Add(new SkippedFile(Name, null, $"{ImageFolder.FolderName}/{name}", SkipReason.NoRow, ""));
        return new SourceListing(studies, skipped);
    }

    private (string? Reason, string Detail) Problem(MetadataRow row, string? file, int? earlier)
    {
        if (!row["modality"].Equals("X-ray", StringComparison.OrdinalIgnoreCase))
            return (SkipReason.NotAnXRay, $"modality '{row["modality"]}'");
        if (!(BlankViewIsFrontal && row["view"] is "") && FrontalView.ReasonAgainst(row["view"]) is { } against)
            return (against, $"view '{row["view"]}'");
        if (row["finding"].ToUpperInvariant() is "" or "TODO" or "UNKNOWN" or "?")
            return (SkipReason.UnknownFinding, $"finding '{row["finding"]}'");
        if (file is null)
            return (SkipReason.NoFile, "");
        return earlier is null ? (null, "") : (SkipReason.SecondRow, $"the first is row {earlier}");
    }

    private SourceImage ToStudy(MetadataRow row, ImageFolder images, string file)
    {
        var patient = PatientOf(row);
        var isCovid = row["finding"].Contains("COVID-19", StringComparison.OrdinalIgnoreCase);
        return new SourceImage(
            Name,
            images.PathOf(file),
            $"{ImageFolder.FolderName}/{file}",
            row["finding"],
            isCovid ? Finding.Covid19 : null,
            // Without a patient's name the picture stands for one of its own; twins are still found by looking at it.
            $"{Name}:{(patient is "" ? "file-" + Path.GetFileNameWithoutExtension(file) : patient)}",
            row["view"],
            row["sex"].ToUpperInvariant() is "M" or "F" ? row["sex"].ToUpperInvariant() : "",
            row["age"],
            LicenceOf(row),
            UrlOf(row),
            PublishedSplit.None);
    }
}

/// <summary>Tells frontal X-rays from others by what a table's column <c>view</c> says.</summary>
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
