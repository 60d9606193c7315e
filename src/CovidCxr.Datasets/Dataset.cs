using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Imaging.Codecs;

namespace CovidCxr.Datasets;

/// <summary>An opened dataset. Checksums reveal any change since the build: of tables on opening, of an image when it is read.</summary>
public sealed class Dataset
{
    // Far more than a manifest of a million images takes.
    internal const long LargestFile = 512L << 20;

    private readonly IReadOnlyDictionary<string, string> checksums;

    private Dataset(
        string folder,
        DatasetInfo info,
        IReadOnlyList<DatasetImage> images,
        IReadOnlyDictionary<string, string> checksums,
        string fingerprint)
    {
        Folder = folder;
        Info = info;
        Images = images;
        Fingerprint = fingerprint;
        this.checksums = checksums;
    }

    /// <summary>The dataset's folder.</summary>
    public string Folder { get; }

    /// <summary>The description: counts, seed and version.</summary>
    public DatasetInfo Info { get; }

    /// <summary>All images, in the manifest's order: by split, class and path.</summary>
    public IReadOnlyList<DatasetImage> Images { get; }

    /// <summary>SHA-256 of the manifest, lower-case hexadecimal; equal for two datasets with the same images in their folders.</summary>
    public string Fingerprint { get; }

    /// <summary>The images of one split, in the manifest's order.</summary>
    public IReadOnlyList<DatasetImage> In(DatasetSplit split) => [.. Images.Where(image => image.Split == split)];

    /// <summary>The same dataset without the images of some classes in train, val and test; the controls stay.</summary>
    /// <param name="classes">The classes to leave out; may be empty.</param>
    public Dataset Without(IReadOnlyCollection<Finding> classes)
    {
        var names = classes.Select(finding => finding.Name()).ToHashSet();
        return names.Count == 0
            ? this
            : new(
                Folder, Info, [.. Images.Where(image => image.Split == DatasetSplit.Controls || !names.Contains(image.Class))], checksums,
                Fingerprint);
    }

    /// <summary>Opens a dataset.</summary>
    /// <exception cref="InputException">The folder is not a dataset, or its tables are damaged or were changed.</exception>
    public static Dataset Open(string folder)
    {
        if (!Directory.Exists(folder))
            throw new InputException($"{folder}: is not an existing folder; build a dataset with 'dataset build --out {folder}'");
        if (!IsDataset(folder))
            throw new InputException($"{folder}: is not a dataset, because {DatasetFiles.Info} or {DatasetFiles.Manifest} is missing; "
                + "build one with 'dataset build'");
        var checksums = Checksums.Read(ReadFile(folder, DatasetFiles.Checksums), Path.Combine(folder, DatasetFiles.Checksums));
        var manifest = ReadFile(folder, DatasetFiles.Manifest);
        var info = ReadFile(folder, DatasetFiles.Info);
        // Read before the check, because an error about a row says more than an error about a checksum.
        var images = Manifest.Read(manifest, Path.Combine(folder, DatasetFiles.Manifest));
        Verify(folder, DatasetFiles.Manifest, manifest, checksums);
        Verify(folder, DatasetFiles.Info, info, checksums);
        return new Dataset(
            folder, DatasetInfo.FromJson(info, Path.Combine(folder, DatasetFiles.Info)), images, checksums, Checksums.Of(manifest));
    }

    /// <summary>Whether a folder looks like a dataset.</summary>
    public static bool IsDataset(string folder)
        => File.Exists(Path.Combine(folder, DatasetFiles.Info)) && File.Exists(Path.Combine(folder, DatasetFiles.Manifest));

    /// <summary>Reads an image as PNG bytes and checks that they are those of the build. Safe to call from many threads.</summary>
    /// <exception cref="InputException">The file is missing or was changed.</exception>
    public byte[] ReadImageBytes(DatasetImage image)
    {
        var bytes = ReadFile(Folder, image.Path);
        Verify(Folder, image.Path, bytes, checksums);
        return bytes;
    }

    /// <summary>Reads the pixels of an image, [side, side], 0 black to 255 white. Safe to call from many threads.</summary>
    /// <exception cref="InputException">The file is missing, was changed or is damaged.</exception>
    public byte[] ReadPixels(DatasetImage image, int side) => ImageDecoders.Default.ReadGray(ReadImageBytes(image), image.Path, side, side);

    private static byte[] ReadFile(string folder, string name)
    {
        try
        {
            return RegularFile.ReadBytes(Path.Combine(folder, name), LargestFile);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException($"{Path.Combine(folder, name)}: is missing; build the dataset again with 'dataset build'", e);
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw FileError.CannotRead(Path.Combine(folder, name), e);
        }
    }

    private static void Verify(string folder, string name, byte[] bytes, IReadOnlyDictionary<string, string> checksums)
    {
        if (!checksums.TryGetValue(name, out var expected) || Checksums.Of(bytes) != expected)
        {
            throw new InputException(
                $"{Path.Combine(folder, name)}: was changed since the dataset was built; build it again with 'dataset build'");
        }
    }
}
