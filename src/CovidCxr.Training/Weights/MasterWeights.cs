using CovidCxr.Training.Layers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace CovidCxr.Training.Weights;

/// <summary>
/// A network's weights in float32 (the masters) beside those that it computes with (mixed precision, Micikevicius et al. 2018). With
/// float32 both are the same tensors; with bfloat16 the network holds a rounded copy that every optimizer step renews.
/// </summary>
public sealed class MasterWeights : IDisposable
{
    private MasterWeights(Module<Tensor, Tensor> network, ScalarType type, IReadOnlyList<Weight> weights)
    {
        Network = network;
        Type = type;
        Weights = weights;
        WithoutGradient = NetworkState.WithoutGradient(network);
    }

    /// <summary>The network.</summary>
    public Module<Tensor, Tensor> Network { get; }

    /// <summary>The element type that the network computes with.</summary>
    public ScalarType Type { get; }

    /// <summary>The weights in the order of the network's registration.</summary>
    public IReadOnlyList<Weight> Weights { get; }

    /// <summary>The tensors that no gradient changes (<see cref="NetworkState.WithoutGradient"/>), float32, by name.</summary>
    public IReadOnlyList<(string Name, Tensor Tensor)> WithoutGradient { get; }

    /// <summary>The complete state of the network, float32, by name: the master weights and the tensors without gradient.</summary>
    public IReadOnlyList<(string Name, Tensor Tensor)> Masters => [.. Weights.Select(w => (w.Name, w.Master)), .. WithoutGradient];

    /// <summary>Takes ownership of a float32 network and makes it compute with another type.</summary>
    public static MasterWeights Of(Module<Tensor, Tensor> network, ScalarType type)
    {
        using var noGradient = torch.no_grad();
        List<(string name, Parameter parameter)> Trained() => [.. network.named_parameters().Where(p => p.parameter.requires_grad)];
        var masters = Trained()
            .Select(p => type == ScalarType.Float32 ? null : p.parameter.detach().clone().DetachFromDisposeScope())
            .ToList();
        if (type != ScalarType.Float32)
            Convert(network, type);
        var weights = new List<Weight>();
        foreach (var ((name, working), master) in Trained().Zip(masters))
        {
            var isConverted = working.dtype != ScalarType.Float32;
            if (!isConverted)
                master?.Dispose();
            weights.Add(new Weight(name, working, isConverted ? master! : working));
        }
        return new MasterWeights(network, type, weights);
    }

    /// <summary>Rounds the masters into the network; for the caller who has changed them.</summary>
    public void Round()
    {
        using var noGradient = torch.no_grad();
        foreach (var weight in Weights)
            if (!ReferenceEquals(weight.Working, weight.Master))
                weight.Working.copy_(weight.Master);
    }

    /// <summary>Removes the gradients, so that the next backward pass does not add to them.</summary>
    public void ClearGradients()
    {
        foreach (var weight in Weights)
        {
            weight.Working.grad?.Dispose();
            weight.Working.grad = null;
        }
    }

    /// <summary>
    /// Converts the layers except batch normalizations, whose running statistics move by less than bfloat16 can represent, and frozen
    /// layers.
    /// </summary>
    internal static void Convert(Module module, ScalarType type)
    {
        if (module.parameters().All(parameter => !parameter.requires_grad))
            return;
        var parts = module.children().ToList();
        if (parts.Count == 0 && module is not BatchNormalization)
            module.to(type);
        foreach (var part in parts)
            Convert(part, type);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var weight in Weights)
            if (!ReferenceEquals(weight.Working, weight.Master))
                weight.Master.Dispose();
        Network.Dispose();
    }

    /// <summary>A weight tensor.</summary>
    /// <param name="Name">The name in the network.</param>
    /// <param name="Working">The tensor that the network computes with.</param>
    /// <param name="Master">The float32 value; the same object if the network computes with it in float32.</param>
    public sealed record Weight(string Name, Parameter Working, Tensor Master);
}
