using CovidCxr.Training.Layers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace CovidCxr.Training.Weights;

/// <summary>
/// A network's weights in float32 (the masters) beside those the network computes with. With float32 the two are one; with
/// bfloat16 the network holds a rounded copy that every optimizer step renews (Micikevicius et al. 2018, mixed precision).
/// </summary>
public sealed class MasterWeights : IDisposable
{
    private MasterWeights(Module<Tensor, Tensor> network, ScalarType type, IReadOnlyList<Weight> weights)
    {
        Network = network;
        Type = type;
        Weights = weights;
        Unlearned = NetworkState.Unlearned(network);
    }

    /// <summary>The network whose weights these are.</summary>
    public Module<Tensor, Tensor> Network { get; }

    /// <summary>The element type that the network computes with.</summary>
    public ScalarType Type { get; }

    /// <summary>The weights in the order of the network's registration.</summary>
    public IReadOnlyList<Weight> Weights { get; }

    /// <summary>What no gradient changes (<see cref="NetworkState.Unlearned"/>), float32, by name.</summary>
    public IReadOnlyList<(string Name, Tensor Tensor)> Unlearned { get; }

    /// <summary>All that makes the network what it is, float32, by name: the weights and the norms' statistics; for a checkpoint.</summary>
    public IReadOnlyList<(string Name, Tensor Tensor)> Masters => [.. Weights.Select(w => (w.Name, w.Master)), .. Unlearned];

    /// <summary>Takes over a float32 network and makes it compute with another type.</summary>
    public static MasterWeights Of(Module<Tensor, Tensor> network, ScalarType type)
    {
        using var noGradient = torch.no_grad();
        List<(string name, Parameter parameter)> Learned() => [.. network.named_parameters().Where(p => p.parameter.requires_grad)];
        var masters = Learned().Select(p => type == ScalarType.Float32 ? null : p.parameter.detach().clone().DetachFromDisposeScope()).ToList();
        if (type != ScalarType.Float32)
            Lower(network, type);
        var weights = new List<Weight>();
        foreach (var ((name, working), master) in Learned().Zip(masters))
        {
            var lowered = working.dtype != ScalarType.Float32;
            if (!lowered)
                master?.Dispose();
            weights.Add(new Weight(name, working, lowered ? master! : working));
        }
        return new MasterWeights(network, type, weights);
    }

    /// <summary>Rounds the masters into the network, after they were loaded.</summary>
    public void Round()
    {
        using var noGradient = torch.no_grad();
        foreach (var weight in Weights)
            if (!ReferenceEquals(weight.Working, weight.Master))
                weight.Working.copy_(weight.Master);
    }

    /// <summary>Forgets the gradients, so that the next backward pass writes its own without adding.</summary>
    public void ClearGradients()
    {
        foreach (var weight in Weights)
        {
            weight.Working.grad?.Dispose();
            weight.Working.grad = null;
        }
    }

    /// <summary>
    /// Norms stay in float32: their running statistics move by less than bfloat16 can tell apart. So does what is frozen.
    /// </summary>
    private static void Lower(Module module, ScalarType type)
    {
        if (module.parameters().All(parameter => !parameter.requires_grad))
            return;
        var parts = module.children().ToList();
        if (parts.Count == 0 && module is not BatchNormalization)
            module.to(type);
        foreach (var part in parts)
            Lower(part, type);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var weight in Weights)
            if (!ReferenceEquals(weight.Working, weight.Master))
                weight.Master.Dispose();
        Network.Dispose();
    }

    /// <summary>One weight tensor.</summary>
    /// <param name="Name">Its name in the network.</param>
    /// <param name="Working">What the network computes with.</param>
    /// <param name="Master">Its float32 value; the same object where the network computes with it in float32.</param>
    public sealed record Weight(string Name, Parameter Working, Tensor Master);
}
