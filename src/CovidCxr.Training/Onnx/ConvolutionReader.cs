using CovidCxr.Core;
using Google.Protobuf;

namespace CovidCxr.Training.Onnx;

/// <summary>Reads the convolutions of an ONNX file, each with the batch normalization that follows it.</summary>
internal static class ConvolutionReader
{
    /// <summary>Reads a file.</summary>
    /// <param name="bytes">The ONNX file.</param>
    /// <param name="path">Its name in errors.</param>
    /// <returns>The convolutions in the order of the graph.</returns>
    /// <exception cref="InputException">The file is damaged or has a convolution without a batch normalization.</exception>
    public static IReadOnlyList<NormalizedConvolution> Read(byte[] bytes, string path)
    {
        try
        {
            var graph = ModelProto.Parser.ParseFrom(bytes).Graph
                ?? throw new InvalidDataException("it has no graph");
            return Read(graph);
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or InvalidDataException)
        {
            throw new InputException($"{path}: not an ONNX file, or a damaged one ({e.Message}); get the file again", e);
        }
    }

    private static IReadOnlyList<NormalizedConvolution> Read(GraphProto graph)
    {
        var tensors = graph.Initializer.ToDictionary(tensor => tensor.Name);
        var normalizations = graph.Node
            .Where(node => node.OpType == "BatchNormalization")
            .ToDictionary(node => node.Input[0]);
        var convolutions = new List<NormalizedConvolution>();
        foreach (var node in graph.Node.Where(node => node.OpType == "Conv"))
        {
            if (!normalizations.TryGetValue(node.Output[0], out var norm) || norm.Input.Count != 5)
                throw new InvalidDataException($"no batch normalization follows the convolution {node.Name}");
            var kernels = Tensor(node.Input[1]);
            convolutions.Add(new NormalizedConvolution(
                [.. kernels.Dims],
                Values(kernels),
                Scale: Values(Tensor(norm.Input[1])),
                Bias: Values(Tensor(norm.Input[2])),
                Mean: Values(Tensor(norm.Input[3])),
                Variance: Values(Tensor(norm.Input[4]))));
        }
        return convolutions;

        TensorProto Tensor(string name) => tensors.GetValueOrDefault(name)
            ?? throw new InvalidDataException($"the tensor {name} is missing");
    }

    private static float[] Values(TensorProto tensor)
    {
        var count = tensor.Dims.Aggregate(1L, (product, n) => product * n);
        return tensor.FloatData.Count == count
            ? [.. tensor.FloatData]
            : throw new InvalidDataException($"the tensor {tensor.Name} has {tensor.FloatData.Count} numbers instead of {count}");
    }
}
