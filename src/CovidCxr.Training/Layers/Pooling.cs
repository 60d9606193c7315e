using CovidCxr.Training.Onnx;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace CovidCxr.Training.Layers;

/// <summary>The means of n x n squares that do not overlap.</summary>
internal static class AveragePool
{
    /// <summary>[b, c, h, w] to [b, c, h / n, w / n].</summary>
    public static Tensor Apply(Tensor x, int n) => functional.avg_pool2d(x, n);

    /// <summary>Adds the layer to a graph and returns its output's name: <paramref name="x"/> itself if n is 1.</summary>
    public static string Export(GraphWriter graph, string name, string x, int n) => n == 1
        ? x
        : graph.Node("AveragePool", name, [x], GraphAttribute.Ints("kernel_shape", n, n), GraphAttribute.Ints("strides", n, n));
}

/// <summary>Images made smaller for a network that takes fewer pixels.</summary>
internal static class Shrink
{
    /// <summary>[b, c, h, h] to [b, c, side, side], each pixel the mean of those it covers; the image itself if it has that size.</summary>
    public static Tensor Apply(Tensor x, int side) => x.shape[3] == side ? x : functional.adaptive_avg_pool2d(x, [side, side]);
}

/// <summary>The mean of every feature map.</summary>
internal static class GlobalMean
{
    /// <summary>[b, c, h, w] to [b, c].</summary>
    public static Tensor Apply(Tensor x) => x.mean([2, 3]);

    /// <summary>Adds the layer to a graph and returns its output's name.</summary>
    public static string Export(GraphWriter graph, string name, string x) =>
        graph.Node("ReduceMean", name, [x], GraphAttribute.Ints("axes", 2, 3), GraphAttribute.Int("keepdims", 0));
}
