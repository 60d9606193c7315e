using CovidCxr.Datasets.Building;
using CovidCxr.Datasets.Tests.Sources;

namespace CovidCxr.Datasets.Tests;

/// <summary>A dataset built from all synthetic collections, in a folder that is deleted with the test.</summary>
public sealed class BuiltDataset : IDisposable
{
    /// <summary>Draws the collections, with two duplicates among them, and builds.</summary>
    public BuiltDataset()
    {
        SyntheticCollections.All(Folder, "sources");
        // figure1:COVID-00001 is the image of cohen:2, recompressed; a test image of Kermany is that of kermany:IM-0001, byte by byte.
        Folder.Write("sources/Figure1-COVID-chestxray-dataset/images/COVID-00001.jpg", SyntheticXRay.Jpeg(2000, 120, 120));
        Folder.Write("sources/chest_xray/test/NORMAL/NORMAL2-IM-0001-0001-0002.jpeg", SyntheticXRay.Jpeg(10_001, 70, 60));
        Options = new DatasetBuildOptions { Sources = Folder["sources"], Out = Folder["dataset"], Size = 64, TestCovid = 9 };
        Info = DatasetBuilder.Build(Options, null, CancellationToken.None);
    }

    /// <summary>Holds the folders <c>sources</c> and <c>dataset</c>.</summary>
    internal TemporaryFolder Folder { get; } = new();

    /// <summary>The options of the build.</summary>
    public DatasetBuildOptions Options { get; }

    /// <summary>The description of the dataset.</summary>
    public DatasetInfo Info { get; }

    /// <summary>All files of a folder with their bytes, by path.</summary>
    public static SortedDictionary<string, string> Files(string folder)
        => new(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(folder, file), file => Convert.ToHexString(File.ReadAllBytes(file))),
            StringComparer.Ordinal);

    /// <inheritdoc/>
    public void Dispose() => Folder.Dispose();
}
