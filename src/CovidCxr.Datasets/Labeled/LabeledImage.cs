using CovidCxr.Core;

namespace CovidCxr.Datasets.Labeled;

/// <summary>An X-ray of a user's own, with what a person says that it shows.</summary>
/// <param name="Path">The file on this computer.</param>
/// <param name="Name">The file as the folder or table names it.</param>
/// <param name="Label">A class or a control.</param>
/// <param name="Finding">The label in the user's own words.</param>
/// <param name="Patient">The patient, the unit of the intervals; the name of the file where none is named.</param>
/// <param name="Source">The collection; <see cref="LabeledImages.Own"/> for a user's own.</param>
public sealed record LabeledImage(string Path, string Name, Label Label, string Finding, string Patient, string Source)
{
    /// <summary>The projection, PA or AP; empty if nobody says.</summary>
    public string View { get; init; } = "";

    /// <summary>M, F or empty.</summary>
    public string Sex { get; init; } = "";

    /// <summary>Years, as the table writes it; may be empty.</summary>
    public string Age { get; init; } = "";

    /// <summary>The year in which it was taken, four digits; empty if nobody says.</summary>
    public string Year { get; init; } = "";
}

/// <summary>Labeled images, and what of the folder or table is not used.</summary>
/// <param name="Images">The images, in the order of their names or rows.</param>
/// <param name="Notes">What is not used and why, one line each; empty if everything is.</param>
public sealed record LabeledImages(IReadOnlyList<LabeledImage> Images, IReadOnlyList<string> Notes)
{
    /// <summary>The source of a user's own images.</summary>
    public const string Own = "own";

    /// <summary>The images without the controls of a dataset that a model learned from.</summary>
    /// <param name="heldOut">The fold of the controls that it did not learn from; null if it learned from no control.</param>
    public LabeledImages Without(HeldOutFold? heldOut)
    {
        if (heldOut is null)
            return this;
        List<LabeledImage> kept =
        [
            .. Images.Where(image => image.Source == Own || image.Label is not ControlLabel || heldOut.Contains(image.Patient)),
        ];
        return kept.Count == Images.Count ? this : new(kept, [.. Notes, heldOut.Note]);
    }

    /// <summary>Checks that columns are named for a table alone.</summary>
    /// <param name="option">The option that names the images, for errors.</param>
    /// <param name="path">Their table or folder.</param>
    /// <param name="columns">The columns; null if none are named.</param>
    /// <exception cref="InputException">The path is no table.</exception>
    public static void CheckColumns(string option, string path, string? columns)
    {
        if (columns is not null && !File.Exists(path))
            throw new InputException($"--columns {columns}: names columns of a table, and {option} {path} is none; leave it out");
    }

    /// <summary>Reads a dataset's test split and controls, or a user's own images.</summary>
    /// <param name="path">The dataset, folder or CSV file, as <c>--data</c> named it.</param>
    /// <param name="columns">The columns of a table (<see cref="LabelTable"/>); null for the usual names.</param>
    /// <exception cref="InputException">The path is missing, or holds no image with a label.</exception>
    public static LabeledImages Read(string path, string? columns)
    {
        CheckColumns("--data", path, columns);
        return Dataset.IsDataset(path) ? OfDataset(Dataset.Open(path)) : ReadOwn("--data", path, columns);
    }

    /// <summary>Reads a folder with a folder for each class, or a table.</summary>
    /// <param name="option">The option that names it, for errors.</param>
    /// <param name="path">The folder or CSV file.</param>
    /// <param name="columns">The columns of a table; null for the usual names.</param>
    /// <exception cref="InputException">The path is missing, or holds no image with a label.</exception>
    public static LabeledImages ReadOwn(string option, string path, string? columns)
    {
        CheckColumns(option, path, columns);
        var read = File.Exists(path) ? LabelTable.Read(option, path, columns)
            : Directory.Exists(path) ? ClassFolders.Read(option, path)
            : throw new InputException(
                $"{option} {path}: does not exist; give a {(option == "--data" ? "dataset, a " : "")}folder with a folder for each class, "
                + "or a table");
        if (read.Images.Count == 0)
            throw new InputException(string.Join("; ", [$"{option} {path}: holds no image with a label", .. read.Notes]));
        return read;
    }

    private static LabeledImages OfDataset(Dataset dataset) => new(
        [
            .. dataset.Images.Where(image => image.Split is DatasetSplit.Test or DatasetSplit.Controls).Select(image => new LabeledImage(
                Path.Combine(dataset.Folder, image.Path),
                image.Path,
                Findings.FromName(image.Class) is { } finding && image.Split == DatasetSplit.Test
                    ? Label.Of(finding)
                    : Label.Control(image.Class),
                image.Finding,
                image.Group,
                image.Source)),
        ],
        []);
}
