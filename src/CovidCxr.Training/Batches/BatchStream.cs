using System.Collections.Concurrent;
using CovidCxr.Core;
using CovidCxr.Training.Augmentations;

namespace CovidCxr.Training.Batches;

/// <summary>
/// The batches of one epoch, produced ahead on a separate thread so that the network does not wait for them. Order and augmentation
/// depend only on seed and epoch, and reading can begin at any step.
/// </summary>
public sealed class BatchStream : IDisposable
{
    /// <summary>The number of batches kept ready.</summary>
    public const int Ahead = 4;

    private readonly BlockingCollection<Batch> ready = new(Ahead);
    private readonly CancellationTokenSource stop = new();
    private readonly Task producer;

    /// <param name="store">The training images.</param>
    /// <param name="augmenter">Changes each image.</param>
    /// <param name="batch">Images in a batch; the last one of an epoch may be smaller.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="firstStep">The step to begin with, from 0.</param>
    /// <param name="order">Which images an epoch takes; null for all.</param>
    public BatchStream(
        PixelStore store, Augmenter augmenter, int batch, long seed, int epoch, int firstStep = 0, EpochOrder? order = null)
    {
        producer = Task.Factory.StartNew(
            () => Produce(store, augmenter, batch, seed, epoch, firstStep, order),
            stop.Token,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
    }

    /// <summary>The number of steps of an epoch.</summary>
    public static int StepsOf(int images, int batch) => (images + batch - 1) / batch;

    /// <summary>Reads the batches in order. An error of the producing thread is thrown here.</summary>
    public IEnumerable<Batch> Read(CancellationToken cancel)
    {
        foreach (var batch in ready.GetConsumingEnumerable(cancel))
            yield return batch;
        producer.GetAwaiter().GetResult();
    }

    private void Produce(PixelStore store, Augmenter augmenter, int batch, long seed, int epoch, int firstStep, EpochOrder? order)
    {
        try
        {
            var images = (order ?? EpochOrder.All(store.Count)).Of(seed, epoch);
            for (var first = firstStep * batch; first < images.Length; first += batch)
            {
                var chosen = images.AsSpan(first, Math.Min(batch, images.Length - first));
                ready.Add(Augment(store, augmenter, chosen, seed), stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
        }
        finally
        {
            ready.CompleteAdding();
        }
    }

    private static Batch Augment(PixelStore store, Augmenter augmenter, ReadOnlySpan<ChangedImage> chosen, long seed)
    {
        float[]? pixels = null;
        var size = 0;
        var labels = new int[chosen.Length];
        for (var i = 0; i < chosen.Length; i++)
        {
            var source = new GrayImage(store.Size, store.Size);
            store.CopyTo(chosen[i].Image, source.Pixels);
            var image = augmenter.Apply(source, new SeededRandom(seed, chosen[i].View, chosen[i].Image));
            size = image.Width;
            pixels ??= new float[chosen.Length * size * size];
            image.Pixels.CopyTo(pixels.AsSpan(i * size * size));
            labels[i] = store.Labels[chosen[i].Image];
        }
        return new Batch(pixels!, size, labels) { Images = chosen.ToArray() };
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
            // Thrown to the reader already, or nobody reads any more.
        }
        ready.Dispose();
        stop.Dispose();
    }
}
