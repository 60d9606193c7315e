using CovidCxr.Core;
using CovidCxr.Datasets.Sources;

namespace CovidCxr.Datasets.Labeled;

/// <summary>
/// A user's own images as a collection: a folder with a folder for each class, or a table (<see cref="LabeledImages"/>). They are divided
/// by patient; beside the paper's collections they are only learned from and validated on, for the paper's test stays what it is.
/// </summary>
/// <param name="path">The folder or the CSV file, as <c>--own</c> named it.</param>
/// <param name="columns">The columns of a table; null for the usual names.</param>
public sealed class OwnImages(string path, string? columns) : ISource
{
    /// <summary>The folder or table.</summary>
    public string Path => path;

    /// <inheritdoc/>
    public string Name => LabeledImages.Own;

    /// <inheritdoc/>
    public string Citation => "own images, not published";

    /// <inheritdoc/>
    public string Licence => "";

    /// <inheritdoc/>
    public string Page => "";

    /// <inheritdoc/>
    public int Released => 2020; // they may show COVID-19

    /// <inheritdoc/>
    public SplitPolicy SplitPolicy => SplitPolicy.DrawnTest;

    /// <summary>Lists the images of the folder or table that this collection was made with.</summary>
    /// <param name="folder">That folder or table.</param>
    /// <param name="cancel">Stops between two images.</param>
    /// <exception cref="InputException">It is missing, cannot be read, or holds no image with a label.</exception>
    public SourceListing Read(string folder, CancellationToken cancel)
    {
        var labeled = LabeledImages.ReadOwn("--own", folder, columns);
        var images = new List<SourceImage>();
        var skipped = new List<SkippedFile>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var image in labeled.Images)
        {
            cancel.ThrowIfCancellationRequested();
            if (!seen.Add(image.Path))
                skipped.Add(new SkippedFile(Name, null, image.Name, SkipReason.SecondRow, ""));
            else if (!File.Exists(image.Path))
                skipped.Add(new SkippedFile(Name, null, image.Name, SkipReason.NoFile, ""));
            else
                images.Add(new SourceImage(
                    this, image.Path, image.Name, image.Finding, image.Label, $"{Name}:{image.Patient}", image.View, image.Sex, image.Age,
                    Licence, Page));
        }
        return new SourceListing(images, skipped) { Notes = [.. labeled.Notes.Select(note => $"{Name}: {note}")] };
    }
}
