using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace CovidCxr.Training.Weights;

/// <summary>
/// A running average of a network's weights and statistics over the steps (Polyak and Juditsky 1992): less noisy than any one
/// step's weights.
/// </summary>
public sealed class WeightEma : IDisposable
{
    private readonly MasterWeights store;
    private readonly double decay;
    private readonly IReadOnlyList<(string Name, Tensor Tensor)> averages;

    /// <param name="store">The weights.</param>
    /// <param name="decay">Part of the average that a step leaves, 0 to below 1; smaller over the first steps, which are far off.</param>
    public WeightEma(MasterWeights store, double decay)
    {
        this.store = store;
        this.decay = decay;
        using var noGradient = torch.no_grad();
        averages = [.. store.Masters.Select(m => ($"average/{m.Name}", m.Tensor.detach().clone().DetachFromDisposeScope()))];
    }

    /// <summary>The averages, float32, by name; a checkpoint holds them.</summary>
    public IReadOnlyList<(string Name, Tensor Tensor)> State => averages;

    /// <summary>Takes in the weights after a step.</summary>
    /// <param name="steps">Steps taken so far, at least 1.</param>
    public void Add(long steps)
    {
        var taken = (float)(1 - Math.Min(decay, (1.0 + steps) / (10 + steps)));
        foreach (var ((_, average), (_, master)) in averages.Zip(store.Masters))
        {
            var into = Values(average);
            TensorPrimitives.Lerp(into, Values(master), taken, into);
        }
    }

    /// <summary>Exchanges the network's weights with the averages; a second call takes it back.</summary>
    public void Swap()
    {
        foreach (var ((_, average), (_, master)) in averages.Zip(store.Masters))
        {
            var copy = Values(average).ToArray();
            Values(master).CopyTo(Values(average));
            copy.CopyTo(Values(master));
        }
        store.Round();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (_, tensor) in averages)
            tensor.Dispose();
    }

    private static Span<float> Values(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);
}
