using System.IO.MemoryMappedFiles;
using System.Numerics.Tensors;
using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Datasets;

namespace CovidCxr.Training.Batches;

/// <summary>
/// The images of a split, decoded once and kept as bytes of one size in a memory-mapped file, which is deleted when the store closes.
/// The system keeps as much of it in memory as there is room for, so a million images need disk space, not memory.
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
        // Allocates the space before mapping it: a write into a mapped hole would kill the process if the disk is full.
        var stream = Create(path, length);
        try
        {
            file = MemoryMappedFile.CreateFromFile(
                stream, null, length, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false);
            view = file.CreateViewAccessor();
        }
        catch
        {
            stream.Dispose();
            throw;
        }
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
    }

    /// <summary>The number of images.</summary>
    public int Count => labels.Length;

    /// <summary>Side of the images, pixels.</summary>
    public int Size { get; }

    /// <summary>The labels (<see cref="TrainingLabel"/>), [n].</summary>
    public ReadOnlySpan<int> Labels => labels;

    /// <summary>Decodes images on all cores.</summary>
    /// <param name="dataset">The dataset they belong to.</param>
    /// <param name="images">Images of the three classes, and controls.</param>
    /// <param name="size">Side to scale them to, pixels.</param>
    /// <param name="path">The file to map; replaced if it exists.</param>
    /// <param name="progress">Reports each decoded image; may be null.</param>
    /// <param name="cancel">Stops between two images.</param>
    /// <exception cref="InputException">An image is missing, changed or unreadable, or has none of the three classes.</exception>
    public static PixelStore Decode(
        Dataset dataset,
        IReadOnlyList<DatasetImage> images,
        int size,
        string path,
        IProgress<WorkProgress>? progress,
        CancellationToken cancel)
    {
        var store = new PixelStore(path, size, [.. images.Select(TrainingLabel.Of)]);
        try
        {
            var done = 0;
            var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancel };
            Parallel.For(0, images.Count, options, i =>
            {
                dataset.ReadPixels(images[i], size).CopyTo(store.Bytes(i));
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

    /// <summary>The pixels of one image, [size, size], 0 black to 255 white.</summary>
    public ReadOnlySpan<byte> Pixels(int image)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(image);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(image, Count);
        return Bytes(image);
    }

    /// <summary>Copies one image as gray values from 0 to 1.</summary>
    /// <param name="image">The image, from 0.</param>
    /// <param name="gray">[size, size].</param>
    /// <remarks>
    /// Multiplies by 1/255, which differs from <see cref="Batch.FromBytes"/>'s division in the last bit of some values: training keeps
    /// this rounding so that a run can be repeated to the byte.
    /// </remarks>
    public void CopyTo(int image, Span<float> gray)
    {
        TensorPrimitives.ConvertChecked(Pixels(image), gray);
        TensorPrimitives.Multiply(gray, 1 / 255f, gray);
    }

    /// <summary>Reads all images in order, unchanged.</summary>
    /// <param name="batch">Images in a batch; the last one may be smaller.</param>
    public IEnumerable<Batch> Batches(int batch)
    {
        var area = Size * Size;
        for (var first = 0; first < Count; first += batch)
        {
            var count = Math.Min(batch, Count - first);
            var pixels = new float[count * area];
            for (var i = 0; i < count; i++)
                CopyTo(first + i, pixels.AsSpan(i * area, area));
            yield return new Batch(pixels, Size, labels[first..(first + count)]);
        }
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
            throw new InputException(
                $"{path}: cannot reserve {length / 1_000_000.0:F1} MB for decoded images ({FileError.Reason(e)}); "
                + "free some disk space or choose another --out",
                e);
        }
    }

    private unsafe Span<byte> Bytes(int image) => new(start + ((long)image * Size * Size), Size * Size);

    /// <inheritdoc/>
    public void Dispose()
    {
        view.SafeMemoryMappedViewHandle.ReleasePointer();
        view.Dispose();
        file.Dispose();
    }
}
