using CovidCxr.Training.Layers;
using CovidCxr.Training.Onnx;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CovidCxr.Training.Export;

/// <summary>The kinds of layers that the networks share, as nodes.</summary>
internal static class GraphLayers
{
    /// <summary>A convolution.</summary>
    public static string Convolution(this GraphWriter graph, string name, string x, Conv2d layer) =>
        graph.Convolution(name, x, layer, layer.weight, layer.bias!);

    /// <summary>A convolution of an image that is gray in all channels, as one of the single gray channel: the kernels of the channels are added up.</summary>
    public static string GrayConvolution(this GraphWriter graph, string name, string x, Conv2d layer)
    {
        using var scope = torch.NewDisposeScope();
        return graph.Convolution(name, x, layer, Exact(layer.weight).sum(1, keepdim: true).to_type(ScalarType.Float32), layer.bias!);
    }

    /// <summary>
    /// A convolution and its batch norm as one convolution: with the running statistics fixed, a norm only scales and shifts each channel.
    /// </summary>
    public static string ConvNorm(this GraphWriter graph, string name, string x, ConvNorm layer)
    {
        using var scope = torch.NewDisposeScope();
        var norm = layer.Norm;
        var epsilon = torch.tensor(BatchNormalization.Epsilon);
        var scale = Exact(norm.Weight) / Exact(norm.RunningVariance).add(epsilon, Scalars.One).sqrt();
        var weight = Exact(layer.Convolution.weight) * scale.reshape(-1, 1, 1, 1);
        var bias = Exact(norm.Bias) - (Exact(norm.RunningMean) * scale);
        return graph.Convolution(name, x, layer.Convolution, weight.to_type(ScalarType.Float32), bias.to_type(ScalarType.Float32));
    }

    /// <summary>A dense layer.</summary>
    public static string Dense(this GraphWriter graph, string name, string x, Linear layer) => graph.Node(
        "Gemm", name, [x, graph.Weights($"{name}/weight", layer.weight), graph.Weights($"{name}/bias", layer.bias!)], GraphAttribute.Int("transB", 1));

    /// <summary>The exponential linear unit with alpha 1.</summary>
    public static string Elu(this GraphWriter graph, string name, string x) => graph.Node("Elu", name, [x], GraphAttribute.Float("alpha", 1));

    /// <summary>Means of squares of places, [b, c, h, w] to [b, c, h/n, w/n]; the plane itself where n is 1.</summary>
    public static string Shrunk(this GraphWriter graph, string name, string x, int n) =>
        n == 1 ? x : graph.Node("AveragePool", name, [x], GraphAttribute.Ints("kernel_shape", n, n), GraphAttribute.Ints("strides", n, n));

    /// <summary>The mean over a plane, [b, c, h, w] to [b, c].</summary>
    public static string PlaneMean(this GraphWriter graph, string name, string x) =>
        graph.Node("ReduceMean", name, [x], GraphAttribute.Ints("axes", 2, 3), GraphAttribute.Int("keepdims", 0));

    /// <summary>An image less its mean, divided by its standard deviation; <see cref="PerImageStandardization"/>.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="prefix">Of the nodes' names; may be empty.</param>
    /// <param name="image">[b, 1, h, w].</param>
    public static string Standardized(this GraphWriter graph, string prefix, string image)
    {
        string Mean(string name, string x) =>
            graph.Node("ReduceMean", prefix + name, [x], GraphAttribute.Ints("axes", 1, 2, 3), GraphAttribute.Int("keepdims", 1));
        var nearly = graph.Node("Sub", $"{prefix}centred/nearly", [image, Mean("mean", image)]);
        var centered = graph.Node("Sub", $"{prefix}centred", [nearly, Mean("mean/rest", nearly)]);
        var variance = Mean("variance", graph.Node("Mul", $"{prefix}squares", [centered, centered]));
        var deviation = graph.Node("Add", $"{prefix}spread", [
            graph.Node("Sqrt", $"{prefix}deviation", [variance]), graph.Constant($"{prefix}spread/floor", PerImageStandardization.Floor),
        ]);
        return graph.Node("Div", $"{prefix}standardised", [centered, deviation]);
    }

    private static string Convolution(this GraphWriter graph, string name, string x, Conv2d layer, Tensor weight, Tensor bias)
    {
        var (padding, stride) = (layer.padding!, layer.stride!);
        return graph.Node(
            "Conv",
            name,
            [x, graph.Weights($"{name}/weight", weight), graph.Weights($"{name}/bias", bias)],
            GraphAttribute.Ints("kernel_shape", weight.shape[2..]),
            GraphAttribute.Ints("pads", padding[0], padding[1], padding[0], padding[1]),
            GraphAttribute.Ints("strides", stride),
            GraphAttribute.Ints("dilations", layer.dilation!));
    }

    // Folding rounds once, at its end.
    private static Tensor Exact(Tensor tensor) => tensor.detach().to_type(ScalarType.Float64);
}
