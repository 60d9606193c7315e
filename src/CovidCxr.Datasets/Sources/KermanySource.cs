using System.Text.RegularExpressions;
using CovidCxr.Core;

namespace CovidCxr.Datasets.Sources;

/// <summary>'Chest X-Ray Images (Pneumonia)' (Kermany et al. 2018): children aged 1 to 5 of one hospital in Guangzhou.</summary>
internal sealed partial class KermanySource : IPublicSource
{
    private const string Validation = "val";

    // The published validation folder has 16 images; the paper counts them as test.
    private static readonly (string Folder, DatasetSplit Split)[] Parts =
        [("train", DatasetSplit.Train), ("test", DatasetSplit.Test), (Validation, DatasetSplit.Test)];

    private static readonly string[] Types = ["NORMAL", "PNEUMONIA"];

    // The 16 images that the edition on Kaggle moved from train to val. The paper used that edition; the publisher's own archive
    // has train and test only, and would give another test set.
    private static readonly (string Folder, string[] Files)[] MovedToValidation =
    [
        ("NORMAL",
        [
            "NORMAL2-IM-1427-0001.jpeg", "NORMAL2-IM-1430-0001.jpeg", "NORMAL2-IM-1431-0001.jpeg", "NORMAL2-IM-1436-0001.jpeg",
            "NORMAL2-IM-1437-0001.jpeg", "NORMAL2-IM-1438-0001.jpeg", "NORMAL2-IM-1440-0001.jpeg", "NORMAL2-IM-1442-0001.jpeg",
        ]),
        ("PNEUMONIA",
        [
            "person1946_bacteria_4874.jpeg", "person1946_bacteria_4875.jpeg", "person1947_bacteria_4876.jpeg",
            "person1949_bacteria_4880.jpeg", "person1950_bacteria_4881.jpeg", "person1951_bacteria_4882.jpeg",
            "person1952_bacteria_4883.jpeg", "person1954_bacteria_4886.jpeg",
        ]),
    ];

    /// <inheritdoc/>
    public string Name => "kermany";

    /// <inheritdoc/>
    public string Citation => "Kermany, Zhang and Goldbaum, Labeled Optical Coherence Tomography and Chest X-Ray Images, 2018";

    /// <inheritdoc/>
    public string Licence => "CC BY 4.0";

    /// <inheritdoc/>
    public string Page => "https://data.mendeley.com/datasets/rscbjbr9sj/2";

    /// <inheritdoc/>
    public int Released => 2018;

    /// <inheritdoc/>
    public SplitPolicy SplitPolicy => SplitPolicy.Published;

    /// <inheritdoc/>
    public bool IsOfThePaper => true;

    /// <inheritdoc/>
    public IReadOnlyList<Finding> Classes => [Finding.Normal, Finding.Pneumonia];

    /// <inheritdoc/>
    public string FolderName => "chest_xray";

    /// <inheritdoc/>
    public SourceArchive Archive { get; } = new()
    {
        // Version 2 of the record; version 3 has the same images under other names.
        Url = new("https://data.mendeley.com/public-files/datasets/rscbjbr9sj/files/f12eaf6d-6023-432f-acc9-80c9d7393433/file_downloaded"),
        Holds = ["train/NORMAL/", "train/PNEUMONIA/", "test/NORMAL/", "test/PNEUMONIA/"],
        MayHold = ["val/NORMAL/", "val/PNEUMONIA/"],
        ByHand = "https://data.mendeley.com/datasets/rscbjbr9sj/2 (ChestXRay2017.zip) or, with a login, "
            + "https://www.kaggle.com/datasets/paultimothymooney/chest-xray-pneumonia",
        Arrange = MoveToValidation,
    };

    /// <inheritdoc/>
    public string Layout => "train, test and val, each with NORMAL/ and PNEUMONIA/";

    /// <inheritdoc/>
    public bool Recognizes(string folder)
        => Parts.Any(part => Types.Any(type => Directory.Exists(EntryName.Find(EntryName.Find(folder, part.Folder), type))))
        // A dataset that this product built has such folders too.
        && !File.Exists(Path.Combine(folder, DatasetFiles.Info));

    /// <inheritdoc/>
    public SourceListing Read(string folder, CancellationToken cancel) =>
        FolderSource.Read(Name, folder, PlaceOf, IsImage, ToImage, cancel);

    /// <summary>The label that the name of an image's folder stands for.</summary>
    internal static Label LabelOf(string type) => type switch
    {
        "NORMAL" => Label.Of(Finding.Normal),
        "PNEUMONIA" => Label.Of(Finding.Pneumonia),
        _ => Label.Excluded(SkipReason.UnknownFinding),
    };

    // A folder that already has a validation part is left alone.
    private static void MoveToValidation(string folder)
    {
        var validation = Path.Combine(folder, Validation);
        if (Directory.Exists(validation))
            return;
        foreach (var (type, files) in MovedToValidation)
            foreach (var file in files)
            {
                var from = Path.Combine(folder, "train", type, file);
                if (!File.Exists(from))
                    continue;
                Directory.CreateDirectory(Path.Combine(validation, type));
                File.Move(from, Path.Combine(validation, type, file));
            }
    }

    // The type and the split of a file by the folders that it lies in; null for a file of none of them.
    private static Place? PlaceOf(string name)
    {
        var folders = name.Split('/');
        var part = folders.Length < 3 ? -1 : Array.FindIndex(Parts, part => IsSame(part.Folder, folders[0]));
        var type = folders.Length < 3 ? -1 : Array.FindIndex(Types, type => IsSame(type, folders[1]));
        return part < 0 || type < 0 ? null : new Place(Types[type], Parts[part].Split);

        static bool IsSame(string published, string found) => published.Equals(found, StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsImage(string file) => Path.GetExtension(file).ToLowerInvariant() is ".jpeg" or ".jpg" or ".png";

    private SourceImage ToImage(string file, string original, Place place)
    {
        var (type, split) = place;
        var stem = Path.GetFileNameWithoutExtension(file);
        var ill = IllPatient().Match(stem);
        var healthy = HealthyPatient().Match(stem);
        // A number alone names no patient: person1003_virus_1685 and person1003_bacteria_2934 are two children.
        var patient = ill.Success ? $"{ill.Groups[2].Value}-{ill.Groups[1].Value}" : healthy.Success ? healthy.Value : $"file-{stem}";
        return new SourceImage(
            this,
            file,
            original,
            ill.Success ? $"{type} ({ill.Groups[2].Value})" : type,
            LabelOf(type),
            $"{Name}:{patient}",
            "AP",
            "",
            "1-5",
            Licence,
            Page,
            split);
    }

    private sealed record Place(string Type, DatasetSplit Split);

    [GeneratedRegex("^person([0-9]+)_(bacteria|virus)_")]
    private static partial Regex IllPatient();

    [GeneratedRegex("^(NORMAL2-)?IM-[0-9]+")]
    private static partial Regex HealthyPatient();
}
