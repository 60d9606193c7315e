using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace CovidCxr.Training.Weights;

/// <summary>
/// An exponential moving average of a network's weights and statistics over the steps (Polyak and Juditsky 1992), which is less noisy than
/// the weights of any single step.
/// </summary>
public sealed class WeightEma : IDisposable
{
    private readonly MasterWeights weights;
    private readonly double decay;
    private readonly IReadOnlyList<(string Name, Tensor Tensor)> averages;

    /// <param name="weights">The weights.</param>
    /// <param name="decay">The part of the average that a step keeps, 0 to below 1; smaller in the first steps, which are far off.</param>
    public WeightEma(MasterWeights weights, double decay)
    {
        this.weights = weights;
        this.decay = decay;
        using var noGradient = torch.no_grad();
        averages = [.. weights.Masters.Select(m => ($"average/{m.Name}", m.Tensor.detach().clone().DetachFromDisposeScope()))];
    }

    /// <summary>The averages, float32, by name; for a checkpoint.</summary>
    public IReadOnlyList<(string Name, Tensor Tensor)> State => averages;

    /// <summary>Adds the weights after a step.</summary>
    /// <param name="steps">The number of steps so far, at least 1.</param>
    public void Add(long steps)
    {
        var share = (float)(1 - Math.Min(decay, (1.0 + steps) / (10 + steps)));
        foreach (var ((_, average), (_, master)) in averages.Zip(weights.Masters))
        {
            var into = Values(average);
            TensorPrimitives.Lerp(into, Values(master), share, into);
        }
    }

    /// <summary>Exchanges the network's weights with the averages; a second call reverts it.</summary>
    public void Swap()
    {
        foreach (var ((_, average), (_, master)) in averages.Zip(weights.Masters))
        {
            var copy = Values(average).ToArray();
            Values(master).CopyTo(Values(average));
            copy.CopyTo(Values(master));
        }
        weights.Round();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (_, tensor) in averages)
            tensor.Dispose();
    }

    private static Span<float> Values(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);
}
