using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Datasets.Sources;

namespace CovidCxr.Datasets.Labeled;

/// <summary>
/// Reads a folder with a folder for each class: <c>COVID-19/</c>, <c>NORMAL/</c>, <c>Pneumonia/</c>, <c>tuberculosis/</c>.
/// </summary>
internal static class ClassFolders
{
    /// <summary>Reads the images below each class's folder, at any depth. The name of another finding makes controls.</summary>
    /// <param name="option">The option that names the folder, for errors.</param>
    /// <param name="folder">The folder.</param>
    /// <exception cref="InputException">The folder cannot be listed.</exception>
    public static LabeledImages Read(string option, string folder)
    {
        try
        {
            var files = CollectionFiles.Below(folder, CancellationToken.None);
            var images = new List<LabeledImage>();
            var (outside, unlabeled) = (0, 0);
            foreach (var name in files.Names.Where(name => PictureName.IsAt(name, files.PathOf(name))))
            {
                var type = name.Split('/')[0];
                if (type.Length == name.Length)
                    outside++;
                else if (RadiologistReading.LabelOf(type.Replace('_', ' ')) is var label && label is ExcludedLabel)
                    unlabeled++;
                else
                    images.Add(new LabeledImage(files.PathOf(name), name, label, type, name, LabeledImages.Own));
            }

            return new LabeledImages(images, [.. Notes(outside, unlabeled)]);
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw FileError.CannotRead($"{option} {folder}", e);
        }
    }

    private static IEnumerable<string> Notes(int outside, int unlabeled)
    {
        if (outside > 0)
            yield return $"{Counted.Of(outside, "image")} in no class's folder";
        if (unlabeled > 0)
            yield return $"{Counted.Of(unlabeled, "image")} in folders whose name leaves the class open";
    }
}
