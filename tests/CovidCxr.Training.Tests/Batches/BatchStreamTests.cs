using CovidCxr.Datasets;
using CovidCxr.Training.Augmentations;
using CovidCxr.Training.Batches;
using CovidCxr.Training.Recipes;
using Xunit;

namespace CovidCxr.Training.Tests.Batches;

public sealed class BatchStreamTests : IDisposable
{
    private readonly TemporaryFolder temporary = new();
    private readonly PixelStore store;
    private readonly Augmenter augmenter = new(new AugmentationRecipe { Resize = 20 }, 16);

    public BatchStreamTests(SyntheticDataset drawn)
    {
        var dataset = Dataset.Open(drawn.Folder);
        store = PixelStore.Decode(dataset, dataset.In(DatasetSplit.Train), 20, temporary.New(), null, default);
    }

    [Fact]
    public void An_epoch_takes_the_share_of_a_collection_and_another_one_each_time()
    {
        string[] sources = [.. Enumerable.Range(0, 100).Select(i => i < 60 ? "large" : "small")];
        var order = new EpochOrder(sources, [new SamplingRecipe { Source = "large", Share = 0.25 }]);
        var (first, second) = (order.Of(0, 0), order.Of(0, 1));
        Assert.Equal((55, 55, 55), (order.Count, first.Length, second.Length));
        Assert.Equal([15, 40], first.CountBy(image => sources[image]).OrderBy(source => source.Key).Select(source => source.Value));
        Assert.Distinct(first);
        Assert.Equal(first, order.Of(0, 0));
        Assert.NotEqual(first.Where(image => image < 60).Order(), second.Where(image => image < 60).Order());
        Assert.Equal(EpochOrder.Shuffle(100, 3, 4), new EpochOrder(sources, []).Of(3, 4));
    }

    [Fact]
    public void Every_image_occurs_once_in_an_epoch()
    {
        var order = EpochOrder.Shuffle(1000, seed: 1, epoch: 2);
        Assert.Equal(Enumerable.Range(0, 1000), order.Order());
        Assert.NotEqual(order, EpochOrder.Shuffle(1000, seed: 1, epoch: 3));
        Assert.NotEqual(order, EpochOrder.Shuffle(1000, seed: 2, epoch: 2));
        Assert.Equal(store.Count, Read(0).Sum(batch => batch.Count));
        Assert.Equal(BatchStream.StepsOf(store.Count, 16), Read(0).Count);
    }

    [Fact]
    public void An_epoch_resumed_in_the_middle_gives_the_same_batches()
    {
        var whole = Read(0);
        var rest = Read(1);
        Assert.Equal(whole.Count - 1, rest.Count);
        for (var i = 0; i < rest.Count; i++)
        {
            Assert.Equal(whole[i + 1].Labels, rest[i].Labels);
            Assert.Equal(whole[i + 1].Pixels, rest[i].Pixels);
        }
    }

    [Fact]
    public void Labels_belong_to_their_images()
    {
        var unchanged = new Augmenter(new AugmentationRecipe { Resize = 20, Flip = 0, Brightness = 0, Contrast = [1, 1] }, 20);
        using var stream = new BatchStream(store, unchanged, 16, 0, 0);
        var order = EpochOrder.Shuffle(store.Count, 0, 0);
        var next = 0;
        foreach (var batch in stream.Read(default))
            for (var i = 0; i < batch.Count; i++, next++)
            {
                Assert.Equal(store.Labels[order[next]], batch.Labels[i]);
                Assert.Equal(store.Pixels(order[next])[7] / 255f, batch.Pixels[(i * 400) + 7], 1e-6f);
            }
    }

    [Fact]
    public void An_error_of_the_producing_thread_is_thrown_to_the_reader()
    {
        using var stream = new BatchStream(store, new Augmenter(new AugmentationRecipe { Resize = 20 }, 21), 16, 0, 0);
        Assert.ThrowsAny<ArgumentException>(() => stream.Read(default).Count());
    }

    [Fact]
    public void A_stream_can_be_closed_before_its_end()
    {
        var stream = new BatchStream(store, augmenter, 1, 0, 0);
        Assert.Equal(1, stream.Read(default).First().Count);
        stream.Dispose();
    }

    [Fact]
    public void Stored_batches_hold_all_images_in_order()
    {
        var batches = store.Batches(16).ToList();
        Assert.Equal(store.Labels.ToArray(), batches.SelectMany(batch => batch.Labels));
        Assert.Equal(store.Count, batches.Sum(batch => batch.Count));
        var image = 0;
        foreach (var batch in batches)
            for (var i = 0; i < batch.Count; i++, image++)
                Assert.Equal(store.Pixels(image)[33] / 255f, batch.Pixels[(i * 400) + 33], 1e-6f);
    }

    private List<Batch> Read(int firstStep)
    {
        using var stream = new BatchStream(store, augmenter, 16, seed: 1, epoch: 2, firstStep);
        return [.. stream.Read(default)];
    }

    public void Dispose()
    {
        store.Dispose();
        temporary.Dispose();
    }
}
