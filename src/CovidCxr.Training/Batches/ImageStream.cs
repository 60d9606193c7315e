using System.Threading.Tasks.Dataflow;
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
        var block = new TransformBlock<string, DecodedImage>(name => Decode(name, decode), new ExecutionDataflowBlockOptions
        {
            MaxDegreeOfParallelism = Environment.ProcessorCount,
            BoundedCapacity = Ahead,
            EnsureOrdered = true,
            CancellationToken = stop.Token,
        });
        var feeding = Feed(names, block, stop.Token);
        try
        {
            while (block.OutputAvailableAsync(cancel).GetAwaiter().GetResult())
                yield return block.Receive(cancel);
            feeding.GetAwaiter().GetResult();
            block.Completion.GetAwaiter().GetResult();
        }
        finally
        {
            // A reader that stops early may delete the files or dispose of what decodes them, so no worker may still be using them.
            stop.Cancel();
            block.Completion.ContinueWith(_ => { }, TaskScheduler.Default).Wait(CancellationToken.None);
        }
    }

    private static async Task Feed(IEnumerable<string> names, TransformBlock<string, DecodedImage> block, CancellationToken stop)
    {
        try
        {
            foreach (var name in names)
                if (!await block.SendAsync(name, stop).ConfigureAwait(false))
                    break;
            block.Complete();
        }
        catch (Exception e)
        {
            ((IDataflowBlock)block).Fault(e);
            throw;
        }
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
