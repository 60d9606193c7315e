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

/// <summary>The largest of k x k numbers.</summary>
/// <param name="kernel">k.</param>
/// <param name="stride">By how much the squares move.</param>
/// <param name="padding">How far they reach beyond the image. Default: 0.</param>
internal sealed class MaxPooling(int kernel, int stride, int padding = 0) : Layer(nameof(MaxPooling))
{
    /// <summary>[b, c, h, w] to [b, c, h / stride, w / stride].</summary>
    public override Tensor forward(Tensor x) => functional.max_pool2d(x, kernel, stride, padding);

    /// <inheritdoc/>
    public override string Export(GraphWriter graph, string name, string x) =>
        PoolingExport.Add(graph, "MaxPool", name, x, kernel, stride, padding);
}

/// <summary>The mean of k x k numbers; those beyond the image do not count.</summary>
/// <param name="kernel">k.</param>
/// <param name="stride">By how much the squares move.</param>
/// <param name="padding">How far they reach beyond the image. Default: 0.</param>
internal sealed class AveragePooling(int kernel, int stride, int padding = 0) : Layer(nameof(AveragePooling))
{
    /// <summary>[b, c, h, w] to [b, c, h / stride, w / stride].</summary>
    public override Tensor forward(Tensor x) => functional.avg_pool2d(x, kernel, stride, padding, count_include_pad: false);

    /// <inheritdoc/>
    public override string Export(GraphWriter graph, string name, string x) =>
        PoolingExport.Add(graph, "AveragePool", name, x, kernel, stride, padding);
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

/// <summary>Adds a pooling over squares to a graph.</summary>
internal static class PoolingExport
{
    /// <summary>Returns the output's name.</summary>
    /// <param name="graph">The graph to add to.</param>
    /// <param name="operation">MaxPool or AveragePool.</param>
    /// <param name="name">A new name.</param>
    /// <param name="x">The input's name, [b, c, h, w].</param>
    /// <param name="kernel">Side of the squares.</param>
    /// <param name="stride">By how much they move.</param>
    /// <param name="padding">How far they reach beyond the image.</param>
    public static string Add(GraphWriter graph, string operation, string name, string x, int kernel, int stride, int padding) => graph.Node(
        operation,
        name,
        [x],
        GraphAttribute.Ints("kernel_shape", kernel, kernel),
        GraphAttribute.Ints("strides", stride, stride),
        GraphAttribute.Ints("pads", padding, padding, padding, padding));
}
