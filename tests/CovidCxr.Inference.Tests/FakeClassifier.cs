using CovidCxr.Core;
using Xunit;

namespace CovidCxr.Inference.Tests;

/// <summary>A network whose answers a test can predict: the brighter the center of the image, the surer it is of pneumonia.</summary>
internal sealed class FakeClassifier : IClassifier
{
    private int running;

    /// <inheritdoc/>
    public string Model => "fake 1.0 00000000";

    /// <inheritdoc/>
    public int InputSize { get; init; } = 32;

    /// <inheritdoc/>
    public IReadOnlyList<OperatingPoint> OperatingPoints { get; init; } = [];

    /// <inheritdoc/>
    public double? NoveltyLimit { get; init; }

    /// <inheritdoc/>
    public string? Warning { get; init; }

    /// <summary>Answers for one image; default: by its center.</summary>
    public Func<byte[], ModelOutput>? Answer { get; init; }

    /// <summary>The most calls at one time.</summary>
    public int MostAtOnce { get; private set; }

    /// <summary>The number of images in each call.</summary>
    public List<int> Batches { get; } = [];

    /// <summary>Whether it was disposed of while it was still in use.</summary>
    public bool DisposedInUse { get; private set; }

    /// <inheritdoc/>
    public IReadOnlyList<ModelOutput> Classify(ReadOnlySpan<byte> pixels, int count)
    {
        lock (Batches)
        {
            MostAtOnce = Math.Max(MostAtOnce, ++running);
            Batches.Add(count);
        }
        var area = InputSize * InputSize;
        Assert.Equal(count * area, pixels.Length);
        var outputs = new ModelOutput[count];
        for (var i = 0; i < count; i++)
        {
            var image = pixels.Slice(i * area, area).ToArray();
            outputs[i] = Answer?.Invoke(image) ?? ByCenter(image);
        }
        lock (Batches)
            running--;
        return outputs;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (Batches)
            DisposedInUse |= running > 0;
    }

    /// <summary>An answer without maps.</summary>
    public static ModelOutput Says(float covid19, float normal, float pneumonia, float? novelty = null) =>
        new([covid19, normal, pneumonia], [], 0, 0, novelty);

    private ModelOutput ByCenter(byte[] image)
    {
        var bright = image[(InputSize / 2 * InputSize) + (InputSize / 2)] / 255f;
        return Says(0, 1 - bright, bright);
    }
}
