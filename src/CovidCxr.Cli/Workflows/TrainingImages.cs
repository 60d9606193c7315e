using CovidCxr.Core.Storage;
using CovidCxr.Datasets;
using CovidCxr.Datasets.Duplicates;
using CovidCxr.Dicom.Decoding;
using CovidCxr.Shell;

namespace CovidCxr.Cli.Workflows;

/// <summary>The training images of a dataset, by the bytes of their files and by their pictures.</summary>
internal sealed class TrainingImages : IKnownImages
{
    private readonly CopySearch search;
    private readonly IReadOnlyDictionary<string, string> bySha256;

    private TrainingImages(Dataset dataset)
    {
        search = CopySearch.OfTraining(dataset);
        bySha256 = dataset.In(DatasetSplit.Train).DistinctBy(image => image.Sha256)
            .ToDictionary(image => image.Sha256, image => image.Path);
    }

    /// <summary>Opens a dataset.</summary>
    /// <exception cref="Core.InputException">The folder is no dataset, or was changed.</exception>
    public static IKnownImages Open(string folder) => new TrainingImages(Dataset.Open(folder));

    /// <inheritdoc/>
    public string? CopyOf(string file)
    {
        var encoded = XRayDecoders.All.ReadFile(file);
        return bySha256.GetValueOrDefault(Checksums.Of(encoded))
            ?? search.Find(XRayDecoders.All.ReadGray(encoded, file, search.Side, search.Side))?.Of.Path;
    }
}
