using System.Buffers.Binary;
using System.Text;
using CovidCxr.Core;

namespace CovidCxr.Inference.Models;

/// <summary>
/// The nodes and weights of an ONNX file as far as an audit needs them: which tensor the last layer reads, and where the weights lie in the
/// bytes. Reads protobuf's encoding (https://protobuf.dev/programming-guides/encoding) by the field numbers of onnx.proto.
/// </summary>
internal sealed class OnnxGraph
{
    // ModelProto.graph; GraphProto.node, .initializer, .output; ValueInfoProto.name.
    private const int Graph = 7, Node = 1, Initializer = 5, Output = 12, ValueName = 1;
    private const int Float = 1; // TensorProto.DataType

    private static readonly string[] Layers = ["Gemm", "MatMul", "Conv"];

    private readonly byte[] file;
    private readonly Dictionary<string, OnnxNode> byOutput = [];
    private readonly Dictionary<string, OnnxWeights> weights = [];
    private readonly HashSet<string> constants = new(StringComparer.Ordinal);

    private OnnxGraph(byte[] file) => this.file = file;

    /// <summary>Reads a file that <see cref="OnnxEnvelope"/> has found whole.</summary>
    /// <param name="file">All of its bytes.</param>
    /// <exception cref="InvalidDataException">The bytes of the graph are not protobuf's.</exception>
    public static OnnxGraph Read(byte[] file)
    {
        var graph = new OnnxGraph(file);
        foreach (var field in ProtobufField.In(file, 0, file.Length).Where(field => field.Number == Graph))
            foreach (var part in ProtobufField.In(file, field.Start, field.Length))
                graph.Add(part);
        return graph;
    }

    /// <summary>
    /// The tensor that the last layer with weights before an output reads: the network's features; null if no layer is found.
    /// </summary>
    /// <param name="output">The name of the output.</param>
    public string? FeaturesBefore(string output)
    {
        var waiting = new Queue<string>([output]);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (waiting.TryDequeue(out var tensor))
        {
            if (!seen.Add(tensor) || !byOutput.TryGetValue(tensor, out var node))
                continue;
            if (Layers.Contains(node.Type) && node.Inputs.Count > 1 && IsConstant(node.Inputs[1]))
                return node.Inputs[0];
            foreach (var input in node.Inputs)
                waiting.Enqueue(input);
        }
        return null;
    }

    /// <summary>Whether an operation gives out a tensor.</summary>
    /// <param name="tensor">The tensor's name.</param>
    public bool Has(string tensor) => byOutput.ContainsKey(tensor);

    /// <summary>The file with one more output; a message that stands twice in protobuf is the sum of both.</summary>
    /// <param name="tensor">The tensor that is given out too.</param>
    public byte[] WithOutput(string tensor)
    {
        var name = Encoding.UTF8.GetBytes(tensor);
        byte[] value = [(ValueName << 3) | 2, .. Varint(name.Length), .. name];
        byte[] output = [(Output << 3) | 2, .. Varint(value.Length), .. value];
        return [.. file, (Graph << 3) | 2, .. Varint(output.Length), .. output];
    }

    /// <summary>
    /// The file with fresh weights in every layer, written over those before: normal numbers of the same mean and deviation (Adebayo et al.
    /// 2018). Numbers of one dimension, biases and scales, stay.
    /// </summary>
    /// <param name="seed">The same seed gives the same weights.</param>
    public byte[] WithRandomWeights(ulong seed)
    {
        var random = new SplitMix64(seed);
        foreach (var layer in weights.Values.Where(layer => layer.Type == Float && layer.Dimensions > 1 && layer.Length >= 4))
            Randomize(file.AsSpan(layer.Start, layer.Length / 4 * 4), random);
        return file;
    }

    private static void Randomize(Span<byte> bytes, SplitMix64 random)
    {
        double sum = 0, squares = 0;
        var count = bytes.Length / 4;
        for (var i = 0; i < count; i++)
        {
            double value = BinaryPrimitives.ReadSingleLittleEndian(bytes[(4 * i)..]);
            sum += value;
            squares += value * value;
        }
        var mean = sum / count;
        var deviation = Math.Sqrt(Math.Max(0, (squares / count) - (mean * mean)));
        for (var i = 0; i < count; i++)
        {
            // Box and Muller 1958.
            var normal = Math.Sqrt(-2 * Math.Log(random.Between(1e-12, 1))) * Math.Cos(2 * Math.PI * random.Between(0, 1));
            BinaryPrimitives.WriteSingleLittleEndian(bytes[(4 * i)..], (float)(mean + (deviation * normal)));
        }
    }

    private bool IsConstant(string tensor) => weights.ContainsKey(tensor) || constants.Contains(tensor);

    private void Add(ProtobufField part)
    {
        if (part.Number == Initializer && OnnxWeights.Read(file, part) is var tensor)
            weights[tensor.Name] = tensor;
        if (part.Number != Node)
            return;
        var node = OnnxNode.Read(file, part);
        foreach (var output in node.Outputs)
        {
            byOutput[output] = node;
            if (node.Type == "Constant" || (node.Type is "Identity" or "Cast" or "Transpose" && node.Inputs.All(IsConstant)))
                constants.Add(output);
        }
    }

    private static byte[] Varint(int value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7)
            bytes.Add((byte)(value | 0x80));
        bytes.Add((byte)value);
        return [.. bytes];
    }
}

/// <summary>An operation of a graph.</summary>
internal sealed record OnnxNode(string Type, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs)
{
    // NodeProto.input, .output, .op_type.
    public static OnnxNode Read(byte[] file, ProtobufField node)
    {
        var fields = ProtobufField.In(file, node.Start, node.Length).ToLookup(field => field.Number, field => field.Text(file));
        return new(fields[4].FirstOrDefault() ?? "", [.. fields[1]], [.. fields[2]]);
    }
}

/// <summary>The weights of a layer, and where their numbers lie in the file.</summary>
internal sealed record OnnxWeights(string Name, int Type, int Dimensions, int Start, int Length)
{
    // TensorProto.dims, .data_type, .float_data, .name, .raw_data.
    public static OnnxWeights Read(byte[] file, ProtobufField tensor)
    {
        var (name, type, dimensions, start, length) = ("", 0, 0, 0, 0);
        foreach (var field in ProtobufField.In(file, tensor.Start, tensor.Length))
            switch (field.Number)
            {
                case 1:
                    dimensions += field.IsBytes ? field.Varints(file) : 1;
                    break;
                case 2:
                    type = (int)field.Value;
                    break;
                case 8:
                    name = field.Text(file);
                    break;
                case 4 or 9 when field.IsBytes:
                    (start, length) = (field.Start, field.Length);
                    break;
            }
        return new(name, type, dimensions, start, length);
    }
}
