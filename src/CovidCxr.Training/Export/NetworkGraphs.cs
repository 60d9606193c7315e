using CovidCxr.Training.Networks;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace CovidCxr.Training.Export;

/// <summary>Which network is written how; every one of <see cref="NetworkCatalog"/> has its place here.</summary>
internal static class NetworkGraphs
{
    /// <param name="network">A network of the product.</param>
    /// <exception cref="NotSupportedException">Nobody wrote an export for it yet.</exception>
    public static INetworkGraph Of(Module<Tensor, Tensor> network) => network switch
    {
        CompactNetwork compact => new CompactNetworkGraph(compact),
        PaperNetwork paper => new PaperNetworkGraph(paper),
        _ => throw new NotSupportedException($"{network.GetName()} has no export yet"),
    };
}
