using CovidCxr.Training.Onnx;
using static TorchSharp.torch;

namespace CovidCxr.Training.Layers;

/// <summary>The mean of every feature map.</summary>
internal static class GlobalMean
{
    /// <summary>[b, c, h, w] to [b, c].</summary>
    public static Tensor Apply(Tensor x) => x.mean([2, 3]);

    /// <summary>Adds the layer to a graph and returns its output's name.</summary>
    public static string Export(GraphWriter graph, string name, string x) =>
        graph.Node("ReduceMean", name, [x], GraphAttribute.Ints("axes", 2, 3), GraphAttribute.Int("keepdims", 0));
}
