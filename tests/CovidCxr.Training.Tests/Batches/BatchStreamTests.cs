using CovidCxr.Datasets;
using CovidCxr.Training.Augmentations;
using CovidCxr.Training.Batches;
using CovidCxr.Training.Recipes;
using Xunit;

namespace CovidCxr.Training.Tests.Batches;

public sealed class BatchStreamTests : IDisposable
{
    private readonly TemporaryFolder temporary = new();
    private readonly SyntheticDataset drawn;
    private readonly PixelStore store;
    private readonly Augmenter augmenter = new(new AugmentationRecipe { Resize = 20 }, 16);

    public BatchStreamTests(SyntheticDataset drawn)
    {
        this.drawn = drawn;
        var dataset = Dataset.Open(drawn.Folder);
        store = PixelStore.Decode(dataset, dataset.In(DatasetSplit.Train), 20, temporary.New(), null, default);
    }

    // 60 images of a large collection, the first 10 of them Pneumonia, and 40 of a small one.
    private readonly DatasetImage[] images =
    [
        .. Enumerable.Range(0, 100).Select(i => new DatasetImage(
            $"{i}.png", DatasetSplit.Train, i < 10 ? "Pneumonia" : "Normal", "", i < 60 ? "large" : "small",
            "", "", "", "", "", "", "", 0, 0, "", "", "", "")),
    ];

    private static int[] Positions(IEnumerable<ChangedImage> changed) => [.. changed.Select(one => one.Image)];

    [Fact]
    public void An_epoch_takes_the_share_of_a_collection_and_another_one_each_time()
    {
        var order = new EpochOrder(images, [new SamplingRecipe { Source = "large", Share = 0.25 }]);
        var (first, second) = (Positions(order.Of(0, 0)), Positions(order.Of(0, 1)));
        Assert.Equal((55, 55, 55), (order.Count, first.Length, second.Length));
        Assert.Equal([15, 40], first.CountBy(image => images[image].Source).OrderBy(source => source.Key).Select(source => source.Value));
        Assert.Distinct(first);
        Assert.Equal(first, Positions(order.Of(0, 0)));
        Assert.NotEqual(first.Where(image => image < 60).Order(), second.Where(image => image < 60).Order());
        Assert.Equal(EpochOrder.Shuffle(100, 3, 4), Positions(new EpochOrder(images, []).Of(3, 4)));
    }

    [Fact]
    public void A_rare_class_is_taken_several_times_in_an_epoch_each_time_in_another_view()
    {
        var order = new EpochOrder(images, [new SamplingRecipe { Source = "large", Class = "Pneumonia", Share = 2.5 }], views: 4);
        var epochs = Enumerable.Range(0, 2).Select(epoch => order.Of(0, epoch)).ToList();
        Assert.Equal(90 + 25, order.Count);
        foreach (var epoch in epochs)
        {
            Assert.Equal(order.Count, epoch.Length);
            Assert.Distinct(epoch);
            Assert.All(
                epoch.CountBy(changed => changed.Image),
                image => Assert.InRange(image.Value, image.Key < 10 ? 2 : 1, image.Key < 10 ? 3 : 1));
            Assert.InRange(epoch.Take(50).Count(changed => changed.Image < 10), 5, 16); // among the others
        }
        var ofPneumonia = epochs.SelectMany(epoch => epoch).Where(changed => changed.Image < 10);
        Assert.Equal([0, 1, 2, 3], ofPneumonia.Select(changed => changed.View).Distinct().Order());
        Assert.All(epochs[1].Where(changed => changed.Image >= 10), changed => Assert.Equal(1, changed.View));
        Assert.Equal(
            order.Of(0, 0).Where(changed => changed.Image >= 10).ToHashSet(),
            order.Of(0, 4).Where(changed => changed.Image >= 10).ToHashSet());
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
    public void An_image_comes_back_in_the_same_view_after_as_many_epochs_as_there_are_views()
    {
        var images = Dataset.Open(drawn.Folder).In(DatasetSplit.Train);
        Dictionary<ChangedImage, float[]> Epoch(int epoch)
        {
            using var stream = new BatchStream(store, augmenter, 16, 1, epoch, order: new EpochOrder(images, [], views: 2));
            return stream.Read(default)
                .SelectMany(batch => batch.Images.Select((image, i) => (image, Pixels: batch.Pixels[(i * 256)..((i + 1) * 256)])))
                .ToDictionary(image => image.image, image => image.Pixels);
        }

        var (first, second, third) = (Epoch(0), Epoch(1), Epoch(2));
        Assert.All(first, image => Assert.Equal(image.Value, third[image.Key]));
        Assert.DoesNotContain(first, image => second.ContainsKey(image.Key));
        Assert.Contains(first, image => !image.Value.SequenceEqual(second[image.Key with { View = 1 }]));
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
