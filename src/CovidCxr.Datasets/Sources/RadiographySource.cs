using CovidCxr.Core;

namespace CovidCxr.Datasets.Sources;

/// <summary>
/// The COVID-19 Radiography Database (Chowdhury et al. 2020, Rahman et al. 2021): a folder for each class, gathered from other
/// collections. No patient is named.
/// </summary>
internal sealed class RadiographySource : IPublicSource
{
    private const string ViralPneumonia = "Viral Pneumonia";

    // The folders of the current layout and of the first one, which had no folders 'images' inside.
    private static readonly IReadOnlyDictionary<string, Finding> Folders = new Dictionary<string, Finding>(StringComparer.OrdinalIgnoreCase)
    {
        ["COVID"] = Finding.Covid19,
        ["COVID-19"] = Finding.Covid19,
        ["Normal"] = Finding.Normal,
        ["Lung_Opacity"] = Finding.Pneumonia,
        [ViralPneumonia] = Finding.Pneumonia,
    };

    /// <inheritdoc/>
    public string Name => "radiography";

    /// <inheritdoc/>
    public string Citation => "Rahman, Chowdhury et al., COVID-19 Radiography Database, 2021, arXiv 2012.02238";

    /// <inheritdoc/>
    public string Licence => "research use with attribution";

    /// <inheritdoc/>
    public string Page => "https://www.kaggle.com/datasets/tawsifurrahman/covid19-radiography-database";

    /// <inheritdoc/>
    public int Released => 2021;

    /// <inheritdoc/>
    public SplitPolicy SplitPolicy => SplitPolicy.TrainOnly;

    /// <inheritdoc/>
    public string FolderName => "COVID-19_Radiography_Dataset";

    /// <inheritdoc/>
    public SourceArchive Archive { get; } = new()
    {
        Url = new("https://www.kaggle.com/datasets/tawsifurrahman/covid19-radiography-database"),
        Holds = ["COVID/", "Lung_Opacity/", "Normal/", "Viral Pneumonia/"],
        NeedsLogin = true,
    };

    /// <inheritdoc/>
    public string Layout => $"COVID/, Lung_Opacity/, Normal/ and {ViralPneumonia}/, each with images/";

    /// <inheritdoc/>
    public bool Recognizes(string folder)
    {
        var classes = Folders.Keys.Select(name => EntryName.Find(folder, name)).Where(Directory.Exists).ToList();
        return !File.Exists(Path.Combine(folder, DatasetFiles.Info))
            && (classes.Any(inner => Directory.Exists(EntryName.Find(inner, ImageFolder.FolderName)))
                // The first layout: only this collection writes the class so.
                || classes.Any(inner => Path.GetFileName(inner).Equals(ViralPneumonia, StringComparison.OrdinalIgnoreCase)));
    }

    /// <inheritdoc/>
    public SourceListing Read(string folder, CancellationToken cancel) =>
        FolderSource.Read(Name, folder, ClassFolderOf, PictureName.Is, ToImage, cancel);

    // The class's folder of a picture; null for a lung mask and for files beside the classes.
    private static string? ClassFolderOf(string name) => name.Split('/') switch
    {
        [var type, _] when Folders.ContainsKey(type) => type,
        [var type, var images, .., _] when Folders.ContainsKey(type)
            && images.Equals(ImageFolder.FolderName, StringComparison.OrdinalIgnoreCase) => type,
        _ => null,
    };

    private SourceImage ToImage(string file, string original, string type)
    {
        var isChild = type.Equals(ViralPneumonia, StringComparison.OrdinalIgnoreCase);
        return new SourceImage(
            this,
            file,
            original,
            type,
            Label.Of(Folders[type]),
            // Copies of one picture join; that two pictures show one patient is not known.
            $"{Name}:file-{Path.GetFileNameWithoutExtension(original)}",
            "",
            "",
            // Kermany's children; the normal pictures are adults of NIH, and children of Kermany among them.
            isChild ? "1-5" : "",
            Licence,
            Page);
    }
}
