using CovidCxr.Core.ModelCards;
using CovidCxr.Training.Layers;
using CovidCxr.Training.Onnx;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace CovidCxr.Training.Networks;

/// <summary>
/// A network of cells, restricted to the lungs: the scores of a cell count as much as the cell is lung, so that nothing beside the
/// chest decides by itself. The segmenter was trained before, on masks that people drew, and does not change.
/// </summary>
internal sealed class LungGatedNetwork : ClassifierNetwork
{
    /// <summary>Added to every cell's share of lung, so that all cells of an image without lungs count the same.</summary>
    public const float Floor = 0.01f;

    private static readonly Scalar FloorScalar = Floor.ToScalar(); // lives as long as the process, see Scalars

    private readonly int inputSize;

    [ComponentName(Name = "finder")] // in weight files
    private readonly LungSegmenter segmenter;

    [ComponentName(Name = "network")]
    private readonly CellNetwork classifier;

    /// <param name="inputSize">s, pixels: one of the spec's <see cref="NetworkSpec.InputSizes"/>.</param>
    /// <param name="makeClassifier">Makes the network that scores the cells.</param>
    private LungGatedNetwork(int inputSize, Func<CellNetwork> makeClassifier)
        : base(nameof(LungGatedNetwork))
    {
        this.inputSize = inputSize;
        segmenter = new LungSegmenter().Frozen();
        classifier = makeClassifier();
        RegisterComponents();
    }

    /// <summary>The compact network in the lungs.</summary>
    public static NetworkSpec Compact => Spec("compact-lungs", () => new CompactNetwork());

    /// <summary>The first blocks of a ResNet in the lungs.</summary>
    public static NetworkSpec ResNet8 => Spec("resnet8-lungs", ImageNetResNet.Make8) with { CanBePretrained = true };

    /// <summary>The first three stages of a ResNet in the lungs.</summary>
    public static NetworkSpec ResNet14 => Spec("resnet14-lungs", ImageNetResNet.Make14) with { CanBePretrained = true };

    /// <summary>Finds the lungs; frozen.</summary>
    internal LungSegmenter Segmenter => segmenter;

    /// <summary>Scores the cells.</summary>
    internal CellNetwork Classifier => classifier;

    /// <inheritdoc/>
    internal override IReadOnlyList<string> Preprocessing { get; } =
    [
        PerImageStandardization.Description,
        $"the lungs are found on the image shrunk to {LungSegmenter.InputSize} x {LungSegmenter.InputSize}; "
            + "a place's scores count as much as it is lung",
    ];

    /// <inheritdoc/>
    internal override void LoadPretrainedParts() => segmenter.LoadShipped();

    /// <inheritdoc/>
    internal override void LoadPretrained(IReadOnlyList<NormalizedConvolution> weights) => classifier.LoadPretrained(weights);

    /// <inheritdoc/>
    internal override double StartFrom(ClassifierNetwork trained) =>
        classifier.StartFrom(trained is LungGatedNetwork other ? other.classifier : trained);

    /// <summary>[b, c, s, s], 0 to 1, gray in every channel, to the three classes' scores before the softmax, [b, 3].</summary>
    public override Tensor forward(Tensor x) => GlobalMean.Apply(ClassMaps(classifier.BlockOutputs(x)[^1], x));

    /// <summary>The scores of the cells, each multiplied by its share of lung, [b, 3, s/16, s/16].</summary>
    /// <param name="lastBlock">The last block's feature maps, [b, 256, s/16, s/16].</param>
    /// <param name="x">The image.</param>
    internal Tensor ClassMaps(Tensor lastBlock, Tensor x) => classifier.ClassMaps(lastBlock) * CellWeights(x, (int)lastBlock.shape[3]);

    /// <summary>How much each of n x n cells counts, [b, 1, n, n], with mean 1.</summary>
    private Tensor CellWeights(Tensor x, int n)
    {
        using var noGradient = torch.no_grad();
        var gray = x.narrow(1, 0, 1).to_type(ScalarType.Float32);
        var shrunk = AveragePool.Apply(gray, (int)gray.shape[3] / LungSegmenter.InputSize); //                           [b, 1, 64, 64]
        var lungs = segmenter.forward(shrunk).sigmoid(); //                                                              [b, 1, 16, 16]
        var floored = AveragePool.Apply(lungs, LungSegmenter.OutputSize / n).add(FloorScalar, Scalars.One); //           [b, 1, n, n]
        return (floored / floored.mean([2L, 3L], keepdim: true)).to_type(x.dtype);
    }

    /// <inheritdoc/>
    internal override NetworkOutputs<Tensor> Run(Tensor image)
    {
        var outputs = classifier.BlockOutputs(image);
        var maps = ClassMaps(outputs[^1], image);
        return new(GlobalMean.Apply(maps), maps, CellNetwork.Features(outputs));
    }

    /// <inheritdoc/>
    internal override NetworkOutputs<string> Export(GraphWriter graph, string image)
    {
        var outputs = classifier.ExportBlockOutputs(graph, image);
        var cells = classifier.ExportClassMaps(graph, "places", outputs[^1]);
        var maps = graph.Node("Mul", GraphNames.Maps, [cells, ExportCellWeights(graph, image)]);
        return new(GlobalMean.Export(graph, GraphNames.Scores, maps), maps, CellNetwork.ExportFeatures(graph, outputs));
    }

    private string ExportCellWeights(GraphWriter graph, string image)
    {
        var shrunk = AveragePool.Export(graph, $"{GraphNames.Lungs}/image", image, inputSize / LungSegmenter.InputSize);
        var lungs = graph.Node("Sigmoid", GraphNames.Lungs, [segmenter.Export(graph, GraphNames.Lungs, shrunk)]);
        var coarse = AveragePool.Export(
            graph, $"{GraphNames.Lungs}/coarse", lungs, LungSegmenter.OutputSize * classifier.Stride / inputSize);
        var floored = graph.Node("Add", $"{GraphNames.Lungs}/floored", [coarse, graph.Constant($"{GraphNames.Lungs}/floor", Floor)]);
        var mean = graph.Node(
            "ReduceMean",
            $"{GraphNames.Lungs}/mean-weight",
            [floored],
            GraphAttribute.Ints("axes", 2, 3),
            GraphAttribute.Int("keepdims", 1));
        return graph.Node("Div", $"{GraphNames.Lungs}/weights", [floored, mean]);
    }

    /// <summary>Makes an entry in <see cref="NetworkRegistry"/>, for cells of 16 pixels.</summary>
    private static NetworkSpec Spec(string name, Func<CellNetwork> makeClassifier) =>
        new(name, inputSize => new LungGatedNetwork(inputSize, makeClassifier))
        {
            InputSizes = [64, 128, 256], // as many cells as the lung map has, or a whole number of times fewer
            HasMaps = true,
            HasFeatures = true,
        };
}
