using CovidCxr.Core;

namespace CovidCxr.Datasets.Sources;

/// <summary>
/// Labels that override those of the collections: a radiologist's reading instead of one mined from a report. The table has a row for
/// each image, with the columns <c>image</c> (its name in the collection), <c>label</c> or <c>reading</c>, and, at will, <c>by</c>.
/// </summary>
public sealed class Relabeling
{
    private static readonly string[] ImageColumns = ["image", "image index", "file", "filename"];
    private static readonly string[] LabelColumns = ["label", "reading", "class"];

    private readonly string path;
    private readonly Dictionary<string, (string Label, string By)> labels;

    private Relabeling(string path, Dictionary<string, (string Label, string By)> labels) => (this.path, this.labels) = (path, labels);

    /// <summary>Reads a table.</summary>
    /// <exception cref="InputException">The table cannot be read, lacks a column, or names an image twice.</exception>
    public static Relabeling Read(string path)
    {
        if (!File.Exists(path))
            throw new InputException($"--relabel {path}: does not exist; give a CSV file with the columns image, label and by");
        using var table = MetadataTable.OpenFile(path);
        var image = Column(ImageColumns);
        var label = Column(LabelColumns);
        var labels = new Dictionary<string, (string Label, string By)>(StringComparer.Ordinal);
        foreach (var row in table.ReadRows(CancellationToken.None))
        {
            var blank = row[image].Length == 0 ? image : row[label].Length == 0 ? label : null;
            if (blank is not null)
                throw new InputException($"--relabel {path}, line {row.Number}: the column '{blank}' is blank");
            var by = row["by"].Length > 0 ? row["by"] : Path.GetFileName(path);
            if (!labels.TryAdd(Stem(row[image]), (row[label], by)))
                throw new InputException($"--relabel {path}, line {row.Number}: names {row[image]} a second time; keep one row");
        }

        return new Relabeling(path, labels);

        string Column(string[] names) => names.FirstOrDefault(table.Columns.Contains)
            ?? throw new InputException($"--relabel {path}: has none of the columns {string.Join(", ", names)}; it has "
                + string.Join(", ", table.Columns));
    }

    /// <summary>Gives the images of the table their labels; an image whose label is then none of the classes becomes a control.</summary>
    /// <exception cref="InputException">No image of the table is in the collections, or one could be several.</exception>
    public SourceListing Apply(SourceListing listing)
    {
        var found = listing.Images.ToLookup(image => Stem(image.Original));
        if (labels.Keys.FirstOrDefault(name => found[name].Skip(1).Any()) is { } unclear)
        {
            var files = found[unclear].Select(image => $"{image.Source.Name} {image.Original}");
            throw new InputException($"--relabel {path}: {unclear} could be {string.Join(" or ", files)}; rename one of the files");
        }

        if (labels.Keys.All(name => !found[name].Any()))
            throw new InputException($"--relabel {path}: names no image of the collections; choose them by --collections");

        var images = new List<SourceImage>();
        var skipped = new List<SkippedFile>(listing.Skipped);
        var changed = 0;
        foreach (var image in listing.Images)
        {
            if (!labels.TryGetValue(Stem(image.Original), out var better))
                images.Add(image);
            else if (RadiologistReading.LabelOf(better.Label) is var label && label is ExcludedLabel excluded)
                skipped.Add(new SkippedFile(image.Source.Name, null, image.Original, excluded.Reason, $"{better.By}: '{better.Label}'"));
            else
            {
                images.Add(image with { Label = label, LabelBy = better.By });
                changed += label == image.Label ? 0 : 1;
            }
        }

        var missing = labels.Keys.Count(name => !found[name].Any());
        return listing with
        {
            Images = images,
            Skipped = skipped,
            Notes =
            [
                .. listing.Notes,
                $"{Path.GetFileName(path)} labels {labels.Count - missing} images and changes the class of {changed}"
                    + (missing > 0 ? $"; {missing} of its images are not in the collections" : ""),
            ],
        };
    }

    private static string Stem(string name) => Path.GetFileNameWithoutExtension(name.Replace('\\', '/')).ToUpperInvariant();
}
