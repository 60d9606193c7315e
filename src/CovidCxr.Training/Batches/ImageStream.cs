using CovidCxr.Core;

namespace CovidCxr.Training.Batches;

/// <summary>Decodes images on all cores, a bounded number ahead of the reader and in the given order.</summary>
public static class ImageStream
{
    /// <summary>The number of images decoded ahead of the reader.</summary>
    private const int Ahead = 256;

    /// <summary>Decodes images one by one.</summary>
    /// <param name="names">The files.</param>
    /// <param name="decode">Reads a file to bytes, [size, size]; its <see cref="InputException"/> becomes the image's error.</param>
    /// <param name="cancel">Stops between two images.</param>
    public static IEnumerable<DecodedImage> Read(IEnumerable<string> names, Func<string, byte[]> decode, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var cores = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, Environment.ProcessorCount).ConcurrentScheduler;
        var ahead = new Queue<Task<DecodedImage>>(Ahead);
        try
        {
            foreach (var name in names)
            {
                if (ahead.Count == Ahead)
                    yield return Next(ahead, cancel);
                ahead.Enqueue(Task.Factory.StartNew(() => Decode(name, decode), stop.Token, TaskCreationOptions.None, cores));
            }
            while (ahead.Count > 0)
                yield return Next(ahead, cancel);
        }
        finally
        {
            // A reader that stops early may delete the files or dispose of what decodes them, so no worker may still be using them.
            stop.Cancel();
            Task.WhenAll(ahead).ContinueWith(_ => { }, TaskScheduler.Default).Wait(CancellationToken.None);
        }
    }

    // Stays in the queue until it is done, for the end waits for all that is in it.
    private static DecodedImage Next(Queue<Task<DecodedImage>> ahead, CancellationToken cancel)
    {
        Task.WaitAny([ahead.Peek()], cancel);
        cancel.ThrowIfCancellationRequested();
        return ahead.Dequeue().GetAwaiter().GetResult();
    }

    private static DecodedImage Decode(string name, Func<string, byte[]> decode)
    {
        try
        {
            return new DecodedImage(name, decode(name), null);
        }
        catch (InputException e)
        {
            return new DecodedImage(name, null, e.Message);
        }
    }
}

/// <summary>A decoded image, or the reason why it could not be decoded.</summary>
/// <param name="Name">The file.</param>
/// <param name="Pixels">[size, size], 0 black to 255 white; null if the file could not be read.</param>
/// <param name="Error">The reason, one line; null if the file could be read.</param>
public sealed record DecodedImage(string Name, byte[]? Pixels, string? Error);
