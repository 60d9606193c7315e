using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace CovidCxr.Training.Weights;

/// <summary>What a trained network consists of.</summary>
internal static class NetworkState
{
    /// <summary>What no gradient changes, float32, by name: the running means and variances of a network's norms, and weights that are frozen.</summary>
    public static IReadOnlyList<(string Name, Tensor Tensor)> Unlearned(Module network) =>
    [
        .. network.named_buffers().Where(b => b.buffer.dtype == ScalarType.Float32).Select(b => (b.name, b.buffer)),
        .. network.named_parameters().Where(p => !p.parameter.requires_grad).Select(p => (p.name, (Tensor)p.parameter)),
    ];

    /// <summary>All of a float32 network, by name.</summary>
    public static IReadOnlyList<(string Name, Tensor Tensor)> All(Module network) =>
        [.. network.named_parameters().Where(p => p.parameter.requires_grad).Select(p => (p.name, (Tensor)p.parameter)), .. Unlearned(network)];
}
