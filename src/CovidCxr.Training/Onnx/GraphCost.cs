namespace CovidCxr.Training.Onnx;

/// <summary>
/// Counts what a graph computes for one image: the multiply-adds of its convolutions and dense layers, which are nearly all of its work. It
/// follows the shapes from node to node. Publications count the same way, and often call a multiply-add a FLOP; here it is two.
/// </summary>
internal sealed class GraphCost
{
    private readonly Dictionary<string, long[]> shapes = [];

    /// <summary>Follows the shapes of a graph.</summary>
    /// <param name="graph">A graph of this product.</param>
    /// <exception cref="NotSupportedException">It has an operator that is not known here.</exception>
    public GraphCost(GraphProto graph)
    {
        foreach (var input in graph.Input)
            shapes[input.Name] = [.. input.Type.TensorType.Shape.Dim.Select(dim => dim.HasDimParam ? 1 : dim.DimValue)]; // one image
        foreach (var weights in graph.Initializer)
            shapes[weights.Name] = [.. weights.Dims];
        foreach (var node in graph.Node)
            shapes[node.Output[0]] = ShapeOf(node, [.. node.Input.Select(input => shapes[input])]);
    }

    /// <summary>The multiply-adds for one image.</summary>
    public long MultiplyAdds { get; private set; }

    /// <summary>The shape of every input, weight and node for one image, by name.</summary>
    public IReadOnlyDictionary<string, long[]> Shapes => shapes;

    private long[] ShapeOf(NodeProto node, long[][] inputs)
    {
        var x = inputs[0];
        switch (node.OpType)
        {
            case "Cast" or "Sqrt" or "Relu" or "Elu" or "Sigmoid" or "Clip" or "Softmax" or "BatchNormalization"
                or "QuantizeLinear" or "DequantizeLinear":
                return x;
            case "Add" or "Sub" or "Mul" or "Div":
                return Broadcast(x, inputs[1]);
            case "Concat":
                var axis = (int)IntOf(node, "axis");
                return [.. x[..axis], inputs.Sum(input => input[axis]), .. x[(axis + 1)..]];
            case "Transpose":
                return [.. IntsOf(node, "perm").Select(from => x[from])];
            case "Flatten":
                return [x[0], Product(x.AsSpan(1))];
            case "GlobalAveragePool" or "GlobalMaxPool":
                return [x[0], x[1], 1, 1];
            case "ReduceMean" or "ReduceL2":
                return Reduce(x, IntsOf(node, "axes"), IntOf(node, "keepdims") == 1);
            case "MaxPool" or "AveragePool":
                return Slide(node, x, x[1], IntsOf(node, "kernel_shape"));
            case "Conv":
                var kernels = inputs[1]; // [channels, channels in / groups, h, w]
                var maps = Slide(node, x, kernels[0], kernels[2..]);
                MultiplyAdds += Product(maps) * Product(kernels.AsSpan(1));
                return maps;
            case "Gemm" or "MatMul":
                var outputs = node.OpType == "Gemm" ? inputs[1][0] : inputs[1][1]; // a dense layer's weights are transposed
                MultiplyAdds += Product(inputs[1]);
                return [x[0], outputs];
            default:
                throw new NotSupportedException($"the operator {node.OpType} of {node.Name} is not counted");
        }
    }

    /// <summary>The output of a kernel that slides over feature maps, [b, channels, h, w].</summary>
    private static long[] Slide(NodeProto node, long[] x, long channels, IReadOnlyList<long> kernel)
    {
        var (strides, pads) = (IntsOf(node, "strides"), IntsOf(node, "pads"));
        long Side(int i)
        {
            var padded = x[i + 2] + (pads.Count == 0 ? 0 : pads[i] + pads[i + 2]);
            return ((padded - kernel[i]) / strides[i]) + 1;
        }
        return [x[0], channels, Side(0), Side(1)];
    }

    private static long[] Reduce(long[] x, IReadOnlyList<long> axes, bool keep) =>
    [
        .. x.Index().Where(dim => keep || !axes.Contains(dim.Index)).Select(dim => axes.Contains(dim.Index) ? 1 : dim.Item),
    ];

    private static long[] Broadcast(long[] a, long[] b)
    {
        var (longer, shorter) = a.Length >= b.Length ? (a, b) : (b, a);
        var missing = longer.Length - shorter.Length;
        return [.. longer.Select((size, i) => i < missing ? size : Math.Max(size, shorter[i - missing]))];
    }

    private static long Product(ReadOnlySpan<long> sizes)
    {
        var product = 1L;
        foreach (var size in sizes)
            product *= size;
        return product;
    }

    private static long IntOf(NodeProto node, string name) => node.Attribute.Single(attribute => attribute.Name == name).I;

    private static IReadOnlyList<long> IntsOf(NodeProto node, string name) =>
        node.Attribute.SingleOrDefault(attribute => attribute.Name == name)?.Ints ?? [];
}
