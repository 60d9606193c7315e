using System.Text;
using CovidCxr.Core;
using CovidCxr.Core.Evaluation;
using CovidCxr.Core.Storage;
using CovidCxr.Datasets;
using CovidCxr.Datasets.Labeled;
using CovidCxr.Datasets.Sources;
using CovidCxr.Imaging.Codecs;

namespace CovidCxr.Audit.Subjects;

/// <summary>The images of an audit.</summary>
/// <param name="Test">Images of the three classes, at least one.</param>
/// <param name="Controls">Adults without COVID-19 of the collections that the COVID-19 images come from; may be empty.</param>
/// <param name="Sha256">Tells these images from others: of a dataset the SHA-256 of its manifest.</param>
/// <param name="Notes">What limits them, one line each.</param>
public sealed record AuditImages(
    IReadOnlyList<AuditImage> Test, IReadOnlyList<AuditImage> Controls, string Sha256, IReadOnlyList<string> Notes)
{
    /// <summary>The dataset that they are a split of; null for a user's own images.</summary>
    public Dataset? Dataset { get; private init; }

    /// <summary>The split; null for a user's own images.</summary>
    public DatasetSplit? Split { get; private init; }

    /// <summary>Read the images; by default those of a dataset, which are pictures.</summary>
    public ImageDecoders Decoders { get; private init; } = ImageDecoders.Default;

    /// <summary>Test images and controls.</summary>
    public IReadOnlyList<AuditImage> All => [.. Test, .. Controls];

    /// <summary>Reads a split of a dataset, with the controls if it is the test split.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="split">Validation or test.</param>
    /// <param name="heldOut">The fold of the controls that the model did not learn from; null if it learned from none.</param>
    /// <param name="sources">Folder of the collections, for what their own files say; null leaves that out.</param>
    /// <param name="cancel">Stops between two files.</param>
    /// <exception cref="InputException">The split is empty, or the collections cannot be found.</exception>
    public static AuditImages Of(
        Dataset dataset, DatasetSplit split, HeldOutFold? heldOut, string? sources, CancellationToken cancel)
    {
        var test = dataset.In(split).Where(image => Findings.FromName(image.Class) is not null).ToList();
        if (test.Count == 0)
            throw new InputException($"--data {dataset.Folder}: has no image of the split {split.Folder()}; choose another with --split");
        var catalog = sources is null ? null : SourceCatalog.Find(sources, SourceCatalog.All, null, cancel);
        var covid = test.Where(image => image.Class == Finding.Covid19.Name()).Select(image => image.Source);
        // The controls belong to the test: whoever looks at validation to choose something must not see them.
        var controls = split != DatasetSplit.Test ? [] : SameOrigin.Of(
            dataset.In(DatasetSplit.Controls).Where(image => heldOut?.Contains(image.Group) != false), image => image.Source, covid);
        List<string> notes = heldOut is null || split != DatasetSplit.Test ? [] : [heldOut.Note];
        return new AuditImages(
            [.. test.Select(image => Of(dataset, catalog, image))],
            [.. controls.Select(image => Of(dataset, catalog, image))],
            dataset.Fingerprint,
            notes)
        { Dataset = dataset, Split = split };
    }

    /// <summary>Takes a user's own images; those that cannot be read are left out and noted.</summary>
    /// <param name="labeled">The images.</param>
    /// <param name="what">The option that names them, for errors.</param>
    /// <param name="decoders">Read them.</param>
    /// <exception cref="InputException">No image of the three classes can be read.</exception>
    public static AuditImages Of(LabeledImages labeled, string what, ImageDecoders decoders)
    {
        var (readable, unread) = (new List<LabeledImage>(), new List<string>());
        var sizes = new Dictionary<LabeledImage, ImageSize>();
        foreach (var image in labeled.Images)
            try
            {
                sizes[image] = decoders.ReadSize(decoders.ReadFile(image.Path), image.Path);
                readable.Add(image);
            }
            catch (InputException e)
            {
                unread.Add(e.Message);
            }
        List<string> notes = [.. labeled.Notes];
        if (unread.Count > 0)
            notes.Add($"{Counted.Of(unread.Count, "image")} cannot be read, first: {unread[0]}");
        var test = readable.Where(image => image.Label is FindingLabel).ToList();
        if (test.Count == 0)
            throw new InputException(string.Join(
                "; ", [$"{what}: none of {Counted.Of(labeled.Images.Count, "image")} is of a class and can be read", .. notes]));
        var controls = SameOrigin.Of(
            readable.Where(image => image.Label is ControlLabel), image => image.Source,
            test.Where(image => image.Label.Class == Finding.Covid19).Select(image => image.Source));
        AuditImage Own(LabeledImage image) => new(
            image.Name, image.Patient, image.Label.Class, image.Finding, image.Source, () => decoders.ReadFile(image.Path))
        {
            View = image.View,
            Sex = image.Sex,
            Age = image.Age,
            Year = image.Year,
            ReadOriginal = () => decoders.ReadFile(image.Path),
            OriginalSize = sizes[image],
        };
        var names = string.Concat(readable.Select(image => $"{image.Name}\t{image.Finding}\n"));
        return new AuditImages(
            [.. test.Select(Own)], [.. controls.Select(Own)], Checksums.Of(Encoding.UTF8.GetBytes(names)), notes)
        { Decoders = decoders };
    }

    private static AuditImage Of(Dataset dataset, SourceCatalog? catalog, DatasetImage image)
    {
        var original = catalog?.FolderOf(image.Source) is { } folder ? Path.Combine(folder, image.Original) : null;
        return new AuditImage(
            image.Path, image.Group, image.Split == DatasetSplit.Controls ? null : Findings.FromName(image.Class), image.Finding,
            image.Source, () => dataset.ReadImageBytes(image))
        {
            View = image.View,
            Sex = image.Sex,
            Age = image.Age,
            Licence = image.Licence,
            ReadOriginal = File.Exists(original) ? () => ImageDecoders.Default.ReadFile(original) : null,
            OriginalSize = new ImageSize(image.Width, image.Height),
        };
    }
}
