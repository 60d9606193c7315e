namespace CovidCxr.Training.Onnx;

/// <summary>The weights of a convolution without bias and of the batch normalization that follows it.</summary>
/// <param name="Shape">[channels, channels in, k, k].</param>
/// <param name="Kernels">The kernels, row by row.</param>
/// <param name="Scale">[channels].</param>
/// <param name="Bias">[channels].</param>
/// <param name="Mean">[channels].</param>
/// <param name="Variance">[channels].</param>
internal sealed record NormalizedConvolution(
    long[] Shape, float[] Kernels, float[] Scale, float[] Bias, float[] Mean, float[] Variance)
{
    /// <summary>The number of outputs.</summary>
    public int Channels => (int)Shape[0];

    /// <summary>The number of inputs.</summary>
    public int Inputs => (int)Shape[1];

    private int Area => (int)(Shape[2] * Shape[3]); // of a kernel

    /// <summary>The same layer with some of its outputs, in the given order.</summary>
    public NormalizedConvolution WithOutputs(IReadOnlyList<int> kept)
    {
        var row = Inputs * Area;
        float[] Pick(float[] values) => [.. kept.Select(channel => values[channel])];
        return new(
            [kept.Count, .. Shape[1..]],
            [.. kept.SelectMany(channel => Kernels.AsSpan(channel * row, row).ToArray())],
            Pick(Scale), Pick(Bias), Pick(Mean), Pick(Variance));
    }

    /// <summary>The same layer with some of its inputs, in the given order.</summary>
    public NormalizedConvolution WithInputs(IReadOnlyList<int> kept) => this with
    {
        Shape = [Shape[0], kept.Count, .. Shape[2..]],
        Kernels =
        [
            .. Enumerable.Range(0, Channels).SelectMany(
                channel => kept.SelectMany(input => Kernels.AsSpan(((channel * Inputs) + input) * Area, Area).ToArray())),
        ],
    };

    /// <summary>The same layer with one input: the kernels of all are added up and multiplied by a factor.</summary>
    public NormalizedConvolution ForOneInput(float factor)
    {
        var sum = new float[Channels * Area];
        for (var i = 0; i < Kernels.Length; i++)
            sum[(i / (Inputs * Area) * Area) + (i % Area)] += factor * Kernels[i];
        return this with { Shape = [Shape[0], 1, .. Shape[2..]], Kernels = sum };
    }

    /// <summary>The same layer for an input that is smaller by a factor.</summary>
    public NormalizedConvolution Scaled(float factor) => this with { Kernels = [.. Kernels.Select(kernel => factor * kernel)] };

    /// <summary>The sum of the absolute numbers of all kernels of an input.</summary>
    public double SizeOfInput(int input)
    {
        var size = 0.0;
        for (var channel = 0; channel < Channels; channel++)
            foreach (var value in Kernels.AsSpan(((channel * Inputs) + input) * Area, Area))
                size += Math.Abs(value);
        return size;
    }
}
