using TorchSharp;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace CovidCxr.Training.Batches;

/// <summary>Images on their way into a network.</summary>
/// <param name="Pixels">[b, s, s], gray, row by row, about 0 to 1.</param>
/// <param name="Size">s, pixels.</param>
/// <param name="Labels">[b], of <see cref="TrainingLabel"/>; empty if the classes are not known.</param>
public sealed record Batch(float[] Pixels, int Size, int[] Labels)
{
    /// <summary>[b], the training images and how they were changed; empty if they are not training images.</summary>
    public IReadOnlyList<ChangedImage> Images { get; init; } = [];

    /// <summary>b, the number of images.</summary>
    public int Count => Pixels.Length / (Size * Size);

    /// <summary>Makes a batch of decoded images whose classes are not known.</summary>
    /// <param name="pixels">[b, s, s], row by row, 0 black to 255 white; divided by 255, as an exported graph does it.</param>
    /// <param name="size">s.</param>
    public static Batch FromBytes(ReadOnlySpan<byte> pixels, int size)
    {
        var gray = new float[pixels.Length];
        TensorPrimitives.ConvertChecked(pixels, gray.AsSpan());
        TensorPrimitives.Divide(gray, 255f, gray);
        return new Batch(gray, size, []);
    }

    /// <summary>Makes a network's input, [b, 3, s, s]: gray in all three channels, channels-last in memory.</summary>
    /// <param name="type">The element type that the network computes with.</param>
    /// <remarks>
    /// Works around TorchSharp (0.107.0), whose <c>contiguous</c> and <c>to</c> take no memory format. A permuted contiguous tensor has
    /// the strides of channels-last, and the kernels follow the strides: in bfloat16 channels-first takes twice the time
    /// (docs/training.md). Not reported upstream as of 2026-11. Remove when <c>Tensor.contiguous</c> takes a memory format.
    /// </remarks>
    public Tensor ToTensor(ScalarType type)
    {
        using var scope = torch.NewDisposeScope();
        return torch.tensor(Pixels, [Count, Size, Size, 1])
            .to_type(type)
            .expand(Count, Size, Size, 3)
            .contiguous()
            .permute(0, 3, 1, 2)
            .MoveToOuterDisposeScope();
    }
}
