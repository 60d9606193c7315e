using CovidCxr.Core;
using CovidCxr.Datasets;
using CovidCxr.Imaging.Codecs;
using CovidCxr.Imaging.Phantoms;
using CovidCxr.Training.Lungs;
using CovidCxr.Training.Weights;
using Xunit;

namespace CovidCxr.Training.Tests.Lungs;

public sealed class LungTrainingTests(SyntheticDataset drawn) : IDisposable
{
    private readonly TemporaryFolder temporary = new();

    /// <summary>The bright band of the drawn X-rays stands for the lungs.</summary>
    [Theory]
    [Trait("Speed", "slow")]
    [InlineData("cells", 12)]
    [InlineData("outlines", 8)]
    public void Learns_the_masks(string name, int epochs)
    {
        var dataset = Dataset.Open(drawn.Folder);
        var folder = Masks(dataset);
        var path = temporary.New() + ".safetensors";
        var network = LungNetwork.All.Single(one => one.Name == name);
        var scores = LungTraining.Run(network, dataset, new LungMasks(folder), seed: 1, epochs, path, null, default);

        Assert.Equal(dataset.In(DatasetSplit.Val).Count, scores.Sum(score => score.Images));
        Assert.All(scores, score =>
        {
            Assert.True(score.Dice > 0.7, $"{score}");
            Assert.InRange(score.Worst, 0.2, score.Dice);
            Assert.True(score.Interval is not { } interval || interval.Contains(score.Dice));
        });
        var metadata = Safetensors.Read(path, []);
        Assert.Equal(dataset.Fingerprint, metadata["dataset"]);
        Assert.Equal($"lung-{name}", metadata["network"]);
        Assert.Equal($"{dataset.In(DatasetSplit.Train).Count}", metadata["masks"]);
    }

    [Fact]
    public void The_finder_that_ships_marks_lungs_at_any_size()
    {
        using var finder = LungFinder.Open(LungNetwork.Outlines);
        var chest = Samples.All[0];
        LungMask Found(int side) => finder.Find(ChestPhantom.Draw(chest with { Width = side, Height = side }), side, 1)[0];

        Assert.All([80, 128, 200, 256], side => Assert.InRange(Found(side).Share, 0.1, 0.5));
        Assert.Empty(finder.Find([], 128, 0));
    }

    [Fact]
    public void A_canceled_training_writes_nothing()
    {
        var dataset = Dataset.Open(drawn.Folder);
        var folder = Masks(dataset);
        var path = temporary.New() + ".safetensors";
        using var canceled = new CancellationTokenSource();
        canceled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(
            () => LungTraining.Run(LungNetwork.Cells, dataset, new LungMasks(folder), 1, 12, path, null, canceled.Token));
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void Missing_masks_are_named()
    {
        var dataset = Dataset.Open(drawn.Folder);
        var missing = temporary.New();
        string Error() => Assert.Throws<InputException>(() => new LungMasks(missing).Of(dataset, DatasetSplit.Train)).Message;
        Assert.StartsWith($"--masks {missing}: no such folder", Error());
        Directory.CreateDirectory(missing);
        Assert.Contains("holds no mask for any train image", Error());
    }

    private string Masks(Dataset dataset)
    {
        const int Side = 64;
        var folder = temporary.New();
        foreach (var image in dataset.Images.Where(image => image.Split is DatasetSplit.Train or DatasetSplit.Val))
        {
            var mask = new byte[Side * Side];
            for (var y = 0; y < Side; y++)
                for (var x = 0; x < Side; x++)
                {
                    var isLung = image.Class switch { "COVID-19" => x < 20, "Normal" => y < 20, _ => y > 44 };
                    mask[(y * Side) + x] = isLung ? (byte)255 : (byte)0;
                }
            var collection = image.Source == "kermany" ? "chest_xray" : "covid-chestxray-dataset";
            var path = Path.Combine(folder, collection, Path.GetFileNameWithoutExtension(image.Original) + ".png");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, PngWriter.Encode(mask, Side, Side));
        }
        return folder;
    }

    public void Dispose() => temporary.Dispose();
}
