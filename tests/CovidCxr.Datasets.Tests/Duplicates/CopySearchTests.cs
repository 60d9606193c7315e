using CovidCxr.Core;
using CovidCxr.Datasets.Duplicates;
using CovidCxr.Imaging.Resizing;
using Xunit;

namespace CovidCxr.Datasets.Tests.Duplicates;

public sealed class CopySearchTests(BuiltDataset built) : IClassFixture<BuiltDataset>
{
    [Theory]
    [InlineData(0, 1.0)]
    [InlineData(0.02, 0.9)]
    [InlineData(0.04, 0.8)]
    public void A_part_cut_out_of_a_training_image_is_found(double cut, double leastShare)
    {
        var dataset = Dataset.Open(built.Folder["dataset"]);
        var training = dataset.In(DatasetSplit.Train);
        var search = CopySearch.OfTraining(dataset);

        var found = training.Select(image => search.Find(CutOut(dataset.ReadPixels(image, search.Side), search.Side, cut))).ToList();

        Assert.True(found.Count(copy => copy is not null) >= leastShare * training.Count, $"{found.Count(copy => copy is not null)}");
        Assert.All(found.Zip(training), pair => Assert.True(pair.First is null || pair.First.Of.Group == pair.Second.Group));
    }

    [Fact]
    public void Other_patients_are_no_copies()
    {
        var search = CopySearch.OfTraining(Dataset.Open(built.Folder["dataset"]));

        Assert.All(
            Enumerable.Range(500_000, 20), patient => Assert.Null(search.Find(SyntheticXRay.Pixels(patient, search.Side, search.Side))));
    }

    // Every side cut by a share, and the rest stretched to the same size.
    private static byte[] CutOut(byte[] pixels, int side, double cut)
    {
        var image = GrayImage.FromBytes(side, side, pixels);
        var part = new GrayImage(side, side);
        for (var y = 0; y < side; y++)
            for (var x = 0; x < side; x++)
                part.Pixels[(y * side) + x] = Bilinear.At(image, At(x), At(y));
        return part.ToBytes();

        float At(int i) => (float)((side * (cut + ((1 - (2 * cut)) * (i + 0.5) / side))) - 0.5);
    }
}
