using CovidCxr.Core;

namespace CovidCxr.Inference.Models;

/// <summary>How an ONNX classifier of someone else's reads images and says classes.</summary>
public sealed record ForeignModel
{
    /// <summary>The ONNX file.</summary>
    public required string Path { get; init; }

    /// <summary>Its name in reports.</summary>
    public required string Name { get; init; }

    /// <summary>The name of the input.</summary>
    public required string Input { get; init; }

    /// <summary>The side of the square input, pixels.</summary>
    public required int Size { get; init; }

    /// <summary>Channels of the input, 1 or 3; all get the gray image.</summary>
    public int Channels { get; init; } = 3;

    /// <summary>Whether the channels come last, [n, s, s, c], and not before the rows.</summary>
    public bool ChannelsLast { get; init; }

    /// <summary>Divides the gray values of 0 to 255 first; above 0.</summary>
    public double Scale { get; init; } = 255;

    /// <summary>[channels], subtracted after the division; empty for nothing.</summary>
    public IReadOnlyList<double> Mean { get; init; } = [];

    /// <summary>[channels], divides after the subtraction; empty for nothing.</summary>
    public IReadOnlyList<double> Std { get; init; } = [];

    /// <summary>The name of the output, [n, k].</summary>
    public required string Output { get; init; }

    /// <summary>Whether the output still needs a softmax.</summary>
    public bool NeedsSoftmax { get; init; }

    /// <summary>[k], the class of each output; null for one that is none of the three, whose probability is left out.</summary>
    public required IReadOnlyList<Finding?> Classes { get; init; }

    /// <summary>The collections that it was trained on, by their short names; empty if they are not known.</summary>
    public IReadOnlyList<string> TrainedOn { get; init; } = [];

    /// <summary>Makes the input of one image: the gray values, normalized, in every channel.</summary>
    /// <param name="pixels">[s, s].</param>
    /// <param name="values">[channels * s * s], filled.</param>
    internal void Fill(ReadOnlySpan<byte> pixels, Span<float> values)
    {
        for (var channel = 0; channel < Channels; channel++)
        {
            var (mean, std) = (Mean.Count > channel ? Mean[channel] : 0, Std.Count > channel ? Std[channel] : 1);
            for (var i = 0; i < pixels.Length; i++)
            {
                var at = ChannelsLast ? (i * Channels) + channel : (channel * pixels.Length) + i;
                values[at] = (float)(((pixels[i] / Scale) - mean) / std);
            }
        }
    }

    /// <summary>Turns an output of the graph into the probabilities of the three classes.</summary>
    /// <param name="output">[k].</param>
    internal float[] Probabilities(ReadOnlySpan<float> output)
    {
        var most = float.MinValue;
        foreach (var value in output)
            most = Math.Max(most, value);
        var sums = new double[Findings.Count];
        for (var k = 0; k < output.Length; k++)
            if (Classes[k] is { } finding)
                sums[(int)finding] += NeedsSoftmax ? Math.Exp(output[k] - most) : Math.Max(0, output[k]);
        var sum = sums.Sum();
        return [.. sums.Select(value => (float)(sum > 0 ? value / sum : 1.0 / Findings.Count))];
    }
}
