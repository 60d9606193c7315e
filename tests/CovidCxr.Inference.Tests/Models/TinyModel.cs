using CovidCxr.Core.ModelCards;
using CovidCxr.Training.Onnx;
using Google.Protobuf;
using static CovidCxr.Training.Onnx.AttributeProto.Types;
using static CovidCxr.Training.Onnx.TensorProto.Types;

namespace CovidCxr.Inference.Tests.Models;

/// <summary>
/// A model file of a few hundred bytes: every cell's score for class k is its gray value, 0 to 255, times the class's weight; the image's
/// scores are their mean, the probabilities their softmax, and the novelty is the mean gray value.
/// </summary>
internal static class TinyModel
{
    /// <summary>Side of the input, pixels.</summary>
    public const int Size = 4;

    /// <summary>The classes' weights.</summary>
    public static IReadOnlyList<float> Weights { get; } = [0.01f, -0.02f, 0.005f];

    /// <summary>A card that matches the graph.</summary>
    public static ModelCard Card { get; } = new()
    {
        Name = "tiny",
        Version = "1.2.3",
        Labels = ["COVID-19", "Normal", "Pneumonia"],
        InputSize = Size,
        Preprocessing = ["in the graph: nothing"],
        Calibration = new Calibration
        {
            Temperature = 1,
            Images = 7,
            OperatingPoints = [new("sensitivity 0.95", Core.Finding.Covid19, 0.25, 0.96, 0.9)],
        },
        NoveltyLimit = 200,
        Network = "none",
        Parameters = 3,
        Recipe = "name: tiny\n",
        RecipeSha256 = "00",
        Seed = 5,
        Epoch = 6,
        DatasetSha256 = "11",
        Scores = new Dictionary<string, double> { ["test.accuracy"] = 0.5 },
        IntendedUse = "For tests.",
        Limits = ["Knows nothing."],
        SelfTest = new SelfTest
        {
            Pixels = [.. Enumerable.Repeat((byte)100, Size * Size)],
            Probabilities = Probabilities(100),
            Scores = [.. Weights.Select(weight => weight * 100.0)],
            Maps = [.. Weights.SelectMany(weight => Enumerable.Repeat(weight * 100.0, Size * Size))],
            Novelty = 100,
        },
    };

    /// <summary>The probabilities of an image of this mean gray value.</summary>
    public static double[] Probabilities(double mean)
    {
        var powers = Weights.Select(weight => Math.Exp(weight * mean)).ToArray();
        return [.. powers.Select(power => power / powers.Sum())];
    }

    /// <summary>The model, with maps and novelty.</summary>
    public static ModelProto Build(ModelCard? card = null)
    {
        var graph = new GraphProto { Name = "tiny" };
        graph.Initializer.Add(new TensorProto
        {
            Name = "weights",
            DataType = (int)DataType.Float,
            Dims = { 3, 1, 1, 1 },
            RawData = ByteString.CopyFrom(Weights.SelectMany(BitConverter.GetBytes).ToArray()),
        });
        graph.Node.Add(Node("Cast", "grey", ["pixels"], new AttributeProto { Name = "to", Type = AttributeType.Int, I = 1 }));
        graph.Node.Add(Node("Conv", "maps", ["grey", "weights"]));
        graph.Node.Add(Node("ReduceMean", "scores", ["maps"], Axes(2, 3), KeepNone));
        graph.Node.Add(Node("Softmax", "probabilities", ["scores"], new AttributeProto { Name = "axis", Type = AttributeType.Int, I = 1 }));
        graph.Node.Add(Node("ReduceMean", "novelty", ["grey"], Axes(1, 2, 3), KeepNone));
        graph.Input.Add(Value("pixels", DataType.Uint8, "n", 1, Size, Size));
        graph.Output.Add(Value("probabilities", DataType.Float, "n", 3));
        graph.Output.Add(Value("scores", DataType.Float, "n", 3));
        graph.Output.Add(Value("maps", DataType.Float, "n", 3, "h", "w"));
        graph.Output.Add(Value("novelty", DataType.Float, "n"));
        return new ModelProto
        {
            IrVersion = 8,
            ProducerName = "tests",
            Graph = graph,
            OpsetImport = { new OperatorSetIdProto { Version = 17 } },
            MetadataProps = { new StringStringEntryProto { Key = ModelCard.MetadataKey, Value = ModelCardJson.Write(card ?? Card) } },
        };
    }

    /// <summary>An input or an output.</summary>
    public static ValueInfoProto Value(string name, DataType type, params object[] shape)
    {
        var sizes = new TensorShapeProto();
        foreach (var size in shape)
            sizes.Dim.Add(size is string free
                ? new TensorShapeProto.Types.Dimension { DimParam = free }
                : new TensorShapeProto.Types.Dimension { DimValue = (int)size });
        var tensor = new TypeProto.Types.Tensor { ElemType = (int)type, Shape = sizes };
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = tensor } };
    }

    private static AttributeProto KeepNone => new() { Name = "keepdims", Type = AttributeType.Int, I = 0 };

    private static AttributeProto Axes(params long[] axes) => new() { Name = "axes", Type = AttributeType.Ints, Ints = { axes } };

    private static NodeProto Node(string operation, string name, string[] inputs, params AttributeProto[] attributes) =>
        new() { OpType = operation, Name = name, Input = { inputs }, Output = { name }, Attribute = { attributes } };
}
