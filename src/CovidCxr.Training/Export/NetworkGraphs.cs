using CovidCxr.Training.Networks;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace CovidCxr.Training.Export;

/// <summary>Which network is written how; every one of <see cref="NetworkRegistry"/> has its place here.</summary>
internal static class NetworkGraphs
{
    /// <param name="network">A network of the product.</param>
    /// <param name="size">Side of its input, pixels.</param>
    /// <exception cref="NotSupportedException">Nobody wrote an export for it yet.</exception>
    public static INetworkGraph Of(Module<Tensor, Tensor> network, int size) => network switch
    {
        CompactNetwork compact => new CompactNetworkGraph(compact),
        LungGatedNetwork lungs => new LungGatedNetworkGraph(lungs, size),
        PaperNetwork paper => new PaperNetworkGraph(paper),
        _ => throw new NotSupportedException($"{network.GetName()} has no export yet"),
    };
}
