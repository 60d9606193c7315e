using System.Runtime.InteropServices;
using Google.Protobuf;
using static CovidCxr.Training.Onnx.AttributeProto.Types;
using static CovidCxr.Training.Onnx.TensorProto.Types;
using static TorchSharp.torch;

namespace CovidCxr.Training.Onnx;

/// <summary>
/// Writes an ONNX graph node by node. Every node has one output, which has the node's name, so a name stands for a value; names are paths
/// such as <c>block1/first</c>. The same calls always give the same bytes.
/// </summary>
internal sealed class GraphWriter
{
    private readonly HashSet<string> names = [];

    /// <param name="name">The graph's name.</param>
    public GraphWriter(string name) => Graph = new GraphProto { Name = name };

    /// <summary>The graph as written so far.</summary>
    public GraphProto Graph { get; }

    /// <summary>Adds a node and returns its name.</summary>
    /// <param name="operation">The operator (docs/Operators.md of ONNX).</param>
    /// <param name="name">A new name, for the node and its output.</param>
    /// <param name="inputs">Names of inputs, weights and earlier nodes.</param>
    /// <param name="attributes">The node's attributes.</param>
    /// <exception cref="ArgumentException">The name is taken, or an input does not exist yet.</exception>
    public string Node(string operation, string name, ReadOnlySpan<string> inputs, params ReadOnlySpan<AttributeProto> attributes)
    {
        var node = new NodeProto { OpType = operation, Name = name, Output = { name } };
        foreach (var input in inputs)
            node.Input.Add(names.Contains(input)
                ? input
                : throw new ArgumentException($"{name} reads {input}, which does not exist yet", nameof(inputs)));
        foreach (var attribute in attributes)
            node.Attribute.Add(attribute);
        Graph.Node.Add(node);
        return Take(name);
    }

    /// <summary>Adds weights and returns their name.</summary>
    /// <param name="name">A new name.</param>
    /// <param name="tensor">The weights, float32.</param>
    public string Weights(string name, Tensor tensor)
    {
        using var plain = tensor.detach().cpu().contiguous();
        if (plain.dtype != ScalarType.Float32)
            throw new ArgumentException($"{name} is {plain.dtype}, not Float32", nameof(tensor));
        return Weights(name, plain.bytes, plain.shape);
    }

    /// <summary>Adds weights and returns their name.</summary>
    /// <param name="name">A new name.</param>
    /// <param name="values">The weights, row by row.</param>
    /// <param name="shape">The shape; empty for a single number.</param>
    public string Weights(string name, ReadOnlySpan<float> values, params ReadOnlySpan<long> shape) =>
        Weights(name, MemoryMarshal.AsBytes(values), shape);

    /// <summary>Adds a single number and returns its name.</summary>
    public string Constant(string name, float value) => Weights(name, [value]);

    /// <summary>Declares an input and returns its name.</summary>
    /// <param name="name">A new name.</param>
    /// <param name="type">The element type.</param>
    /// <param name="meaning">One line.</param>
    /// <param name="shape">For each dimension its size, or a name if the size is free.</param>
    public string Input(string name, DataType type, string meaning, params ReadOnlySpan<object> shape)
    {
        Graph.Input.Add(Value(name, type, meaning, shape));
        return Take(name);
    }

    /// <summary>Declares the output of a node an output of the graph, float32.</summary>
    /// <param name="name">The node's name.</param>
    /// <param name="meaning">One line.</param>
    /// <param name="shape">For each dimension its size, or a name if the size is free.</param>
    public void Output(string name, string meaning, params ReadOnlySpan<object> shape)
    {
        if (!names.Contains(name))
            throw new ArgumentException($"there is no node {name}", nameof(name));
        Graph.Output.Add(Value(name, DataType.Float, meaning, shape));
    }

    // ONNX wants little-endian bytes; libtorch supports only little-endian processors.
    private string Weights(string name, ReadOnlySpan<byte> bytes, ReadOnlySpan<long> shape)
    {
        var tensor = new TensorProto { Name = name, DataType = (int)DataType.Float, RawData = ByteString.CopyFrom(bytes) };
        foreach (var dimension in shape)
            tensor.Dims.Add(dimension);
        Graph.Initializer.Add(tensor);
        return Take(name);
    }

    private string Take(string name) =>
        names.Add(name) ? name : throw new ArgumentException($"the name {name} is taken", nameof(name));

    private static ValueInfoProto Value(string name, DataType type, string meaning, ReadOnlySpan<object> shape)
    {
        var sizes = new TensorShapeProto();
        foreach (var dimension in shape)
            sizes.Dim.Add(dimension is string free
                ? new TensorShapeProto.Types.Dimension { DimParam = free }
                : new TensorShapeProto.Types.Dimension { DimValue = Convert.ToInt64(dimension) });
        return new ValueInfoProto
        {
            Name = name,
            DocString = meaning,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)type, Shape = sizes } },
        };
    }
}

/// <summary>Makes the attributes of nodes.</summary>
internal static class GraphAttribute
{
    /// <summary>One whole number.</summary>
    public static AttributeProto Int(string name, long value) => new() { Name = name, Type = AttributeType.Int, I = value };

    /// <summary>One number.</summary>
    public static AttributeProto Float(string name, float value) => new() { Name = name, Type = AttributeType.Float, F = value };

    /// <summary>Several whole numbers.</summary>
    public static AttributeProto Ints(string name, params ReadOnlySpan<long> values)
    {
        var attribute = new AttributeProto { Name = name, Type = AttributeType.Ints };
        foreach (var value in values)
            attribute.Ints.Add(value);
        return attribute;
    }
}
