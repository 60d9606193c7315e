using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace CovidCxr.Training.Weights;

/// <summary>The tensors that a trained network consists of.</summary>
internal static class NetworkState
{
    /// <summary>
    /// The tensors that no gradient changes, float32, by name: the running statistics of batch normalizations, and frozen weights.
    /// </summary>
    public static IReadOnlyList<(string Name, Tensor Tensor)> WithoutGradient(Module network) =>
    [
        .. network.named_buffers().Where(b => b.buffer.dtype == ScalarType.Float32).Select(b => (b.name, b.buffer)),
        .. network.named_parameters().Where(p => !p.parameter.requires_grad).Select(p => (p.name, (Tensor)p.parameter)),
    ];

    /// <summary>All tensors of a float32 network, by name.</summary>
    public static IReadOnlyList<(string Name, Tensor Tensor)> All(Module network) =>
    [
        .. network.named_parameters().Where(p => p.parameter.requires_grad).Select(p => (p.name, (Tensor)p.parameter)),
        .. WithoutGradient(network),
    ];
}
