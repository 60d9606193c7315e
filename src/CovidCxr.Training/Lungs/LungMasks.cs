using CovidCxr.Core;
using CovidCxr.Datasets;
using CovidCxr.Datasets.Sources;

namespace CovidCxr.Training.Lungs;

/// <summary>
/// Lung masks as V7 Labs published them (2020, CC BY 4.0): PNG files, white inside the lungs and black outside, named like their X-ray
/// except for the ending, in one folder for each collection.
/// </summary>
/// <param name="folder">The folder that holds the collections' folders.</param>
public sealed class LungMasks(string folder)
{
    private static readonly IReadOnlyDictionary<string, string> Folders =
        SourceCatalog.All.ToDictionary(source => source.Name, source => source.FolderName);

    /// <summary>Finds the images of a split that have a mask, with the mask's path.</summary>
    /// <exception cref="InputException">The folder does not exist, or holds no mask for an image of the split.</exception>
    public IReadOnlyList<(DatasetImage Image, string Mask)> Of(Dataset dataset, DatasetSplit split)
    {
        if (!Directory.Exists(folder))
            throw new InputException(
                $"--masks {folder}: no such folder; give the folder of the lung masks, with one folder in it for each collection");
        var pairs = dataset.In(split).Select(image => (Image: image, Mask: PathOf(image))).Where(pair => File.Exists(pair.Mask)).ToList();
        return pairs.Count > 0 ? pairs : throw new InputException(
            $"--masks {folder}: holds no mask for any {split.ToString().ToLowerInvariant()} image; "
            + $"it must hold {string.Join(", ", Folders.Values)}, with PNG files named like the X-rays");
    }

    private string PathOf(DatasetImage image) =>
        Path.Combine(folder, Folders[image.Source], Path.GetFileNameWithoutExtension(image.Original) + ".png");
}
