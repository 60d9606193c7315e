using CovidCxr.Training.Onnx;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CovidCxr.Training.Layers;

/// <summary>
/// Adds TorchSharp's own layers to an ONNX graph, as the layers of this folder add themselves: each method gets the graph, a new name for
/// the node and the input's name, and returns the output's name. The weights are called <c>name/weight</c> and <c>name/bias</c>.
/// </summary>
internal static class LayerExport
{
    /// <summary>Adds a convolution, [b, channels in, h, w] to [b, channels, h / stride, w / stride].</summary>
    public static string Export(this Conv2d layer, GraphWriter graph, string name, string x) =>
        layer.Export(graph, name, x, layer.weight, layer.bias);

    /// <summary>
    /// Adds a convolution of an image that is gray in all channels as one of its single gray channel, [b, 1, h, w] to
    /// [b, channels, h / stride, w / stride]: the kernels of the channels are added up.
    /// </summary>
    public static string ExportForGray(this Conv2d layer, GraphWriter graph, string name, string x)
    {
        using var scope = torch.NewDisposeScope();
        return layer.Export(graph, name, x, Exact(layer.weight).sum(1, keepdim: true).to_type(ScalarType.Float32), layer.bias!);
    }

    /// <summary>
    /// Adds a convolution with other weights than its own, float32, [channels, channels in, k, k] and [channels] or none: for example with
    /// a batch normalization folded into them.
    /// </summary>
    public static string Export(this Conv2d layer, GraphWriter graph, string name, string x, Tensor weight, Tensor? bias)
    {
        var (padding, stride) = (layer.padding!, layer.stride!);
        List<AttributeProto> attributes =
        [
            GraphAttribute.Ints("kernel_shape", weight.shape.AsSpan(2)),
            GraphAttribute.Ints("pads", padding[0], padding[1], padding[0], padding[1]),
            GraphAttribute.Ints("strides", stride),
            GraphAttribute.Ints("dilations", layer.dilation!),
        ];
        if (layer.groups != 1)
            attributes.Add(GraphAttribute.Int("group", layer.groups));
        List<string> inputs = [x, graph.Weights($"{name}/weight", weight)];
        if (bias is not null)
            inputs.Add(graph.Weights($"{name}/bias", bias));
        return graph.Node("Conv", name, [.. inputs], [.. attributes]);
    }

    /// <summary>Adds a dense layer, [b, inputs] to [b, outputs].</summary>
    public static string Export(this Linear layer, GraphWriter graph, string name, string x) => graph.Node(
        "Gemm",
        name,
        [x, graph.Weights($"{name}/weight", layer.weight), graph.Weights($"{name}/bias", layer.bias!)],
        GraphAttribute.Int("transB", 1));

    /// <summary>Copies weights to float64, so that arithmetic on them rounds only once, when the result becomes float32 again.</summary>
    public static Tensor Exact(Tensor weights) => weights.detach().to_type(ScalarType.Float64);
}
