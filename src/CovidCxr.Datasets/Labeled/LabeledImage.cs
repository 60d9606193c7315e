using CovidCxr.Core;

namespace CovidCxr.Datasets.Labeled;

/// <summary>An X-ray of a user's own, with what a person says that it shows.</summary>
/// <param name="Path">The file on this computer.</param>
/// <param name="Name">The file as the folder or table names it.</param>
/// <param name="Label">A class or a control.</param>
/// <param name="Finding">The label in the user's own words.</param>
/// <param name="Patient">The patient, the unit of the intervals; the name of the file where none is named.</param>
/// <param name="Source">The collection; <see cref="LabeledImages.Own"/> for a user's own.</param>
public sealed record LabeledImage(string Path, string Name, Label Label, string Finding, string Patient, string Source);

/// <summary>Labeled images, and what of the folder or table is not used.</summary>
/// <param name="Images">The images, in the order of their names or rows.</param>
/// <param name="Notes">What is not used and why, one line each; empty if everything is.</param>
public sealed record LabeledImages(IReadOnlyList<LabeledImage> Images, IReadOnlyList<string> Notes)
{
    /// <summary>The source of a user's own images.</summary>
    public const string Own = "own";

    /// <summary>Checks that columns are named for a table alone.</summary>
    /// <exception cref="InputException">The path is no table.</exception>
    public static void CheckColumns(string path, string? columns)
    {
        if (columns is not null && !File.Exists(path))
            throw new InputException($"--columns {columns}: names columns of a table, and --data {path} is none; leave it out");
    }

    /// <summary>Reads a dataset's test split and controls, a folder with a folder for each class, or a table.</summary>
    /// <param name="path">The dataset, folder or CSV file, as <c>--data</c> named it.</param>
    /// <param name="columns">The columns of a table (<see cref="LabelTable"/>); null for the usual names.</param>
    /// <exception cref="InputException">The path is missing, or holds no image with a label.</exception>
    public static LabeledImages Read(string path, string? columns)
    {
        CheckColumns(path, columns);
        var read = File.Exists(path) ? LabelTable.Read(path, columns)
            : Dataset.IsDataset(path) ? OfDataset(Dataset.Open(path))
            : Directory.Exists(path) ? ClassFolders.Read(path)
            : throw new InputException($"--data {path}: does not exist; give a dataset, a folder with a folder for each class, or a table");
        if (read.Images.Count == 0)
            throw new InputException(string.Join("; ", [$"--data {path}: holds no image with a label", .. read.Notes]));
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
