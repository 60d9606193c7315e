using System.Numerics.Tensors;

namespace CovidCxr.Training.Batches;

/// <summary>A store's images in their order, as they are.</summary>
public static class StoredBatches
{
    /// <summary>Batches of all images.</summary>
    /// <param name="store">The images.</param>
    /// <param name="batch">Images in a batch; the last may be smaller.</param>
    public static IEnumerable<Batch> Read(PixelStore store, int batch)
    {
        for (var first = 0; first < store.Count; first += batch)
        {
            var count = Math.Min(batch, store.Count - first);
            var area = store.Size * store.Size;
            var pixels = new float[count * area];
            for (var i = 0; i < count; i++)
                TensorPrimitives.ConvertChecked(store.Pixels(first + i), pixels.AsSpan(i * area, area));
            TensorPrimitives.Multiply(pixels, 1 / 255f, pixels);
            yield return new Batch(pixels, store.Size, store.Labels.Slice(first, count).ToArray());
        }
    }
}
