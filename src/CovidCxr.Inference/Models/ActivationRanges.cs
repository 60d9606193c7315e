using CovidCxr.Core;
using CovidCxr.Core.ModelCards;
using Microsoft.ML.OnnxRuntime;

namespace CovidCxr.Inference.Models;

/// <summary>The ranges of values inside a model's graph.</summary>
public static class ActivationRanges
{
    /// <summary>Measures, over images, the mean of the lowest and of the highest value of each image.</summary>
    /// <remarks>
    /// The mean, and not the extreme of all images: one odd image would widen the range, and with it the steps, of all others.
    /// </remarks>
    /// <param name="model">The bytes of a model file.</param>
    /// <param name="path">The file, for errors.</param>
    /// <param name="values">Names of values of the graph, float32.</param>
    /// <param name="images">Each [s, s], s the model's input size, 0 black to 255 white; at least one.</param>
    /// <param name="side">s.</param>
    /// <exception cref="InputException">The runtime cannot run the graph.</exception>
    public static IReadOnlyDictionary<string, (float Low, float High)> Measure(
        byte[] model, string path, IReadOnlyList<string> values, IEnumerable<byte[]> images, int side)
    {
        var open = values.Aggregate(model, (bytes, value) => OnnxGraph.Read(bytes).WithOutput(value));
        using var session = OnnxSession.Start(path, open, Environment.ProcessorCount);
        using var options = new RunOptions();
        var sums = new (double Low, double High)[values.Count];
        var count = 0;
        foreach (var image in images)
        {
            using var input = OrtValue.CreateTensorValueFromMemory(image, [1, 1, side, side]);
            using var results = session.Run(options, [GraphNames.Pixels], [input], values);
            for (var i = 0; i < values.Count; i++)
            {
                var (low, high) = RangeOf(results[i].GetTensorDataAsSpan<float>());
                sums[i] = (sums[i].Low + low, sums[i].High + high);
            }
            count++;
        }
        ArgumentOutOfRangeException.ThrowIfZero(count, nameof(images));
        return values.Index().ToDictionary(
            value => value.Item, value => ((float)(sums[value.Index].Low / count), (float)(sums[value.Index].High / count)));
    }

    private static (float Low, float High) RangeOf(ReadOnlySpan<float> values)
    {
        var (low, high) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (var value in values)
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        return (low, high);
    }
}
