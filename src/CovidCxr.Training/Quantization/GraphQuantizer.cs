using System.Runtime.InteropServices;
using CovidCxr.Core.ModelCards;
using CovidCxr.Training.Onnx;
using Google.Protobuf;
using static CovidCxr.Training.Onnx.TensorProto.Types;

namespace CovidCxr.Training.Quantization;

/// <summary>
/// Rewrites a graph so that its convolutions compute with whole numbers of 8 bits. Every value that such a layer reads or makes passes
/// through a pair of QuantizeLinear and DequantizeLinear (ONNX, docs/Operators.md); ONNX Runtime joins the pairs and the layers between
/// them into integer arithmetic.
/// </summary>
internal sealed class GraphQuantizer
{
    /// <summary>A layer with fewer output channels stays as it is: it costs nothing, and makes the scores.</summary>
    private const int FewestOutputs = 16;

    /// <summary>
    /// A layer with fewer input channels stays as it is: it reads the image, and would see it in 8 bits again, after its contrast was
    /// spread. Measured, that changes twice as much as all other layers together.
    /// </summary>
    private const int FewestInputs = 2;

    private readonly GraphProto graph;
    private readonly Dictionary<string, TensorProto> weights;
    private readonly ILookup<string, NodeProto> readers;
    private readonly List<NodeProto> convolutions;

    /// <param name="graph">A graph that <see cref="GraphWriter"/> wrote; it is changed.</param>
    public GraphQuantizer(GraphProto graph)
    {
        this.graph = graph;
        weights = graph.Initializer.ToDictionary(tensor => tensor.Name);
        readers = graph.Node.SelectMany(node => node.Input.Distinct(), (node, input) => (node, input))
            .ToLookup(edge => edge.input, edge => edge.node);
        convolutions = [.. graph.Node.Where(IsRounded)];
        Activations = [.. convolutions.SelectMany(node => new[] { node.Input[0], ResultOf(node) }).Distinct()];
    }

    /// <summary>The values that become whole numbers: the inputs and results of the convolutions, in the order of the graph.</summary>
    public IReadOnlyList<string> Activations { get; }

    /// <summary>Rewrites the graph.</summary>
    /// <param name="ranges">The range of each of <see cref="Activations"/>.</param>
    public void Rewrite(IReadOnlyDictionary<string, (float Low, float High)> ranges)
    {
        var codes = Activations.ToDictionary(name => name, name => ByteCode.Of(ranges[name].Low, ranges[name].High));
        var written = new List<NodeProto>();
        foreach (var node in graph.Node)
        {
            if (convolutions.Contains(node))
                written.AddRange(Round(node, codes[node.Input[0]].Scale));
            for (var i = 0; i < node.Input.Count; i++)
                if (codes.ContainsKey(node.Input[i]))
                    node.Input[i] = RoundedName(node.Input[i]);
            written.Add(node);
            if (codes.TryGetValue(node.Name, out var code))
            {
                if (node.OpType == "MaxPool")
                    written.Add(Keep(node.Name));
                written.AddRange(Pass(node.Name, written[^1].Name, code));
            }
        }
        graph.Node.Clear();
        graph.Node.AddRange(written);
    }

    private bool IsRounded(NodeProto node) =>
        node.OpType == "Conv"
        && weights.TryGetValue(node.Input[1], out var kernels) && kernels.Dims[0] >= FewestOutputs && kernels.Dims[1] >= FewestInputs
        && !node.Name.StartsWith($"{GraphNames.Lungs}/", StringComparison.Ordinal);

    /// <summary>A layer's output, or that of the activation that alone reads it: the sum in between is never rounded.</summary>
    private string ResultOf(NodeProto node) =>
        readers[node.Name].ToList() is [{ OpType: "Relu" } activation] ? activation.Name : node.Name;

    private static string RoundedName(string value) => $"{value}/rounded";

    /// <summary>Value to bytes and back.</summary>
    /// <param name="value">The value's name.</param>
    /// <param name="from">The node that gives it.</param>
    /// <param name="code">How it is written.</param>
    private IEnumerable<NodeProto> Pass(string value, string from, ByteCode code)
    {
        var scale = Add($"{value}/scale", DataType.Float, BitConverter.GetBytes(code.Scale));
        var zero = Add($"{value}/zero", DataType.Uint8, [code.Zero]);
        yield return Node("QuantizeLinear", $"{value}/bytes", from, scale, zero);
        yield return Node("DequantizeLinear", RoundedName(value), $"{value}/bytes", scale, zero);
    }

    /// <summary>
    /// A layer that changes nothing. Behind a pooling of numbers that are not whole, it keeps ONNX Runtime from rounding before the
    /// pooling, which takes ten times as long in bytes.
    /// </summary>
    private static NodeProto Keep(string value)
    {
        var node = Node("AveragePool", $"{value}/kept", value);
        node.Attribute.Add(GraphAttribute.Ints("kernel_shape", 1, 1));
        return node;
    }

    /// <summary>Replaces a layer's weights by whole numbers, and gives the nodes that turn them into weights again.</summary>
    private IEnumerable<NodeProto> Round(NodeProto node, float inputScale)
    {
        var (kernels, biases) = (weights[node.Input[1]], weights[node.Input[2]]);
        var rounded = IntegerKernels.Of(Values(kernels), Values(biases), inputScale);
        var channels = (long)rounded.Scales.Length;
        var name = node.Name;
        graph.Initializer.Remove(kernels);
        graph.Initializer.Remove(biases);
        var nodes = new[]
        {
            Node(
                "DequantizeLinear",
                kernels.Name,
                Add($"{kernels.Name}/numbers", DataType.Int8, MemoryMarshal.AsBytes(rounded.Kernels.AsSpan()), [.. kernels.Dims]),
                Add($"{kernels.Name}/scales", DataType.Float, MemoryMarshal.AsBytes(rounded.Scales.AsSpan()), channels),
                Add($"{kernels.Name}/zeros", DataType.Int8, new byte[channels], channels)),
            Node(
                "DequantizeLinear",
                biases.Name,
                Add($"{biases.Name}/numbers", DataType.Int32, MemoryMarshal.AsBytes(rounded.Biases.AsSpan()), channels),
                Add($"{biases.Name}/scales", DataType.Float, MemoryMarshal.AsBytes(rounded.BiasScales.AsSpan()), channels),
                Add($"{biases.Name}/zeros", DataType.Int32, new byte[channels * sizeof(int)], channels)),
        };
        foreach (var dequantize in nodes)
            dequantize.Attribute.Add(GraphAttribute.Int("axis", 0));
        return nodes;
    }

    private static ReadOnlySpan<float> Values(TensorProto tensor) => MemoryMarshal.Cast<byte, float>(tensor.RawData.Span);

    private string Add(string name, DataType type, ReadOnlySpan<byte> bytes, params ReadOnlySpan<long> shape)
    {
        var tensor = new TensorProto { Name = name, DataType = (int)type, RawData = ByteString.CopyFrom(bytes) };
        foreach (var dimension in shape)
            tensor.Dims.Add(dimension);
        graph.Initializer.Add(tensor);
        return name;
    }

    private static NodeProto Node(string operation, string name, params ReadOnlySpan<string> inputs)
    {
        var node = new NodeProto { OpType = operation, Name = name, Output = { name } };
        foreach (var input in inputs)
            node.Input.Add(input);
        return node;
    }
}
