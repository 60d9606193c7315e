namespace CovidCxr.Training.Quantization;

/// <summary>
/// The kernels and biases of a convolution as whole numbers, one scale for each output channel (Krishnamoorthi 2018, section 3.1).
/// </summary>
/// <remarks>
/// Kernels take 7 bits, -64 to 64. Processors without VNNI add two products of a byte and a kernel's number in 16 bits; with 8 bits the sum
/// can overflow, and the same file would give other answers on other machines.
/// </remarks>
/// <param name="Kernels">[c, ...], -64 to 64, row by row.</param>
/// <param name="Scales">[c]: kernel = scale * number.</param>
/// <param name="Biases">[c].</param>
/// <param name="BiasScales">[c]: bias = scale * number; the input's scale times the kernel's, in which the sums are counted.</param>
internal sealed record IntegerKernels(sbyte[] Kernels, float[] Scales, int[] Biases, float[] BiasScales)
{
    /// <summary>The largest number of a kernel.</summary>
    public const int Largest = 64;

    /// <summary>Rounds the weights of a convolution.</summary>
    /// <param name="kernels">[c, ...], row by row.</param>
    /// <param name="biases">[c].</param>
    /// <param name="inputScale">The scale of the layer's input.</param>
    public static IntegerKernels Of(ReadOnlySpan<float> kernels, ReadOnlySpan<float> biases, float inputScale)
    {
        var channels = biases.Length;
        var size = kernels.Length / channels;
        var rounded = new IntegerKernels(new sbyte[kernels.Length], new float[channels], new int[channels], new float[channels]);
        for (var channel = 0; channel < channels; channel++)
        {
            var kernel = kernels.Slice(channel * size, size);
            var largest = 0f;
            foreach (var weight in kernel)
                largest = Math.Max(largest, Math.Abs(weight));
            var scale = largest > 0 ? largest / Largest : 1;
            for (var i = 0; i < size; i++)
                rounded.Kernels[(channel * size) + i] = (sbyte)MathF.Round(kernel[i] / scale);
            rounded.Scales[channel] = scale;
            rounded.BiasScales[channel] = inputScale * scale;
            rounded.Biases[channel] =
                (int)Math.Clamp(Math.Round((double)biases[channel] / (inputScale * scale)), int.MinValue, int.MaxValue);
        }
        return rounded;
    }
}
