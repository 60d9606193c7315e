using System.IO.MemoryMappedFiles;
using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Datasets;

namespace CovidCxr.Training.Batches;

/// <summary>
/// The images of a split, decoded once and kept as bytes at one size. They lie in a mapped file that is deleted when the store
/// closes: the system keeps as much of it in memory as there is room for, so a million images need disk, not memory.
/// </summary>
public sealed class PixelStore : IDisposable
{
    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor view;
    private readonly int[] labels;
    private readonly unsafe byte* start;

    private unsafe PixelStore(string path, int size, int[] labels)
    {
        Size = size;
        this.labels = labels;
        var length = Math.Max(1, (long)labels.Length * size * size);
        // Space is taken before it is mapped: a write into a mapped hole of a full disk would kill the process.
        var stream = Create(path, length);
        try
        {
            file = MemoryMappedFile.CreateFromFile(stream, null, length, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false);
            view = file.CreateViewAccessor();
        }
        catch
        {
            stream.Dispose();
            throw;
        }
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
    }

    private static FileStream Create(string path, long length)
    {
        try
        {
            return new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.Create,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                BufferSize = 0,
                PreallocationSize = length,
                Options = FileOptions.DeleteOnClose,
            });
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw new InputException($"{path}: {length / 1_000_000.0:F1} MB for decoded images cannot be had ({e.Message}); free some disk space or choose another --out", e);
        }
    }

    /// <summary>The number of images.</summary>
    public int Count => labels.Length;

    /// <summary>Their side, pixels.</summary>
    public int Size { get; }

    /// <summary>The class indices, [n].</summary>
    public ReadOnlySpan<int> Labels => labels;

    /// <summary>The pixels of one image, [size, size], 0 black to 255 white.</summary>
    public unsafe ReadOnlySpan<byte> Pixels(int image)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(image);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(image, Count);
        return new(start + ((long)image * Size * Size), Size * Size);
    }

    /// <summary>Decodes images with all cores.</summary>
    /// <param name="dataset">The dataset they belong to.</param>
    /// <param name="images">Images of the three classes.</param>
    /// <param name="size">Side to bring them to, pixels.</param>
    /// <param name="path">The mapped file, made anew.</param>
    /// <param name="progress">Told of every image; may be null.</param>
    /// <param name="cancel">Stops between two images.</param>
    /// <exception cref="InputException">An image is missing, changed or unreadable, or has none of the three classes.</exception>
    public static PixelStore Decode(
        Dataset dataset, IReadOnlyList<DatasetImage> images, int size, string path, IProgress<WorkProgress>? progress, CancellationToken cancel)
    {
        var labels = images.Select(image => (int)(Findings.FromName(image.Class)
            ?? throw new InputException($"{image.Path}: class '{image.Class}' is none of {string.Join(", ", Findings.All.Select(f => f.Name()))}")));
        var store = new PixelStore(path, size, [.. labels]);
        try
        {
            var done = 0;
            var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancel };
            Parallel.For(0, images.Count, options, i =>
            {
                dataset.ReadPixels(images[i], size).CopyTo(store.Writable(i));
                progress?.Report(new WorkProgress("decoding", Interlocked.Increment(ref done), images.Count));
            });
            return store;
        }
        catch (AggregateException e) when (e.InnerExceptions.OfType<InputException>().FirstOrDefault() is { } first)
        {
            store.Dispose();
            throw new InputException(first.Message, e);
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    private unsafe Span<byte> Writable(int image) => new(start + ((long)image * Size * Size), Size * Size);

    /// <inheritdoc/>
    public void Dispose()
    {
        view.SafeMemoryMappedViewHandle.ReleasePointer();
        view.Dispose();
        file.Dispose();
    }
}
