using System.Collections.Concurrent;
using System.Numerics.Tensors;
using CovidCxr.Core;
using CovidCxr.Training.Augmentations;

namespace CovidCxr.Training.Batches;

/// <summary>
/// The batches of one epoch, made ahead on a thread of their own so that the network finds the next one ready. Order and
/// augmentation follow from seed and epoch alone; an epoch can be entered at any step.
/// </summary>
public sealed class BatchStream : IDisposable
{
    /// <summary>Batches kept ready.</summary>
    public const int Ahead = 4;

    private readonly BlockingCollection<Batch> ready = new(Ahead);
    private readonly CancellationTokenSource stop = new();
    private readonly Task producer;

    /// <param name="store">The training images.</param>
    /// <param name="augmenter">What is done to each of them.</param>
    /// <param name="batch">Images in a batch; the last one of an epoch may be smaller.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="firstStep">The first step wanted, from 0.</param>
    public BatchStream(PixelStore store, Augmenter augmenter, int batch, long seed, int epoch, int firstStep = 0)
    {
        producer = Task.Factory.StartNew(
            () => Produce(store, augmenter, batch, seed, epoch, firstStep), stop.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>The number of steps of an epoch.</summary>
    public static int StepsOf(int images, int batch) => (images + batch - 1) / batch;

    /// <summary>The batches in order. An error of the making thread comes out here.</summary>
    public IEnumerable<Batch> Read(CancellationToken cancel)
    {
        foreach (var batch in ready.GetConsumingEnumerable(cancel))
            yield return batch;
        producer.GetAwaiter().GetResult();
    }

    /// <summary>One epoch's order of the images.</summary>
    public static int[] Shuffle(int count, long seed, int epoch)
    {
        var order = new int[count];
        for (var i = 0; i < count; i++)
            order[i] = i;
        var random = new SeededRandom(seed, epoch, -1);
        for (var i = count - 1; i > 0; i--)
        {
            var k = random.Below(i + 1);
            (order[i], order[k]) = (order[k], order[i]);
        }
        return order;
    }

    private void Produce(PixelStore store, Augmenter augmenter, int batch, long seed, int epoch, int firstStep)
    {
        try
        {
            var order = Shuffle(store.Count, seed, epoch);
            for (var first = firstStep * batch; first < order.Length; first += batch)
                ready.Add(Make(store, augmenter, order.AsSpan(first, Math.Min(batch, order.Length - first)), seed, epoch), stop.Token);
        }
        catch (OperationCanceledException)
        {
        }
        finally
        {
            ready.CompleteAdding();
        }
    }

    private static Batch Make(PixelStore store, Augmenter augmenter, ReadOnlySpan<int> images, long seed, int epoch)
    {
        float[]? pixels = null;
        var size = 0;
        var labels = new int[images.Length];
        for (var i = 0; i < images.Length; i++)
        {
            var source = new GrayImage(store.Size, store.Size);
            TensorPrimitives.ConvertChecked(store.Pixels(images[i]), source.Pixels.AsSpan());
            TensorPrimitives.Multiply(source.Pixels, 1 / 255f, source.Pixels);
            var image = augmenter.Apply(source, new SeededRandom(seed, epoch, images[i]));
            size = image.Width;
            pixels ??= new float[images.Length * size * size];
            image.Pixels.CopyTo(pixels.AsSpan(i * size * size));
            labels[i] = store.Labels[images[i]];
        }
        return new Batch(pixels!, size, labels);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        stop.Cancel();
        try
        {
            producer.Wait();
        }
        catch (AggregateException)
        {
            // Already reported to the reader, or nobody reads any more.
        }
        ready.Dispose();
        stop.Dispose();
    }
}
