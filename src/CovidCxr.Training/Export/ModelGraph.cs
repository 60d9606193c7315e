using CovidCxr.Core;
using CovidCxr.Core.ModelCards;
using CovidCxr.Training.Networks;
using CovidCxr.Training.Novelty;
using CovidCxr.Training.Onnx;
using static CovidCxr.Training.Onnx.TensorProto.Types;

namespace CovidCxr.Training.Export;

/// <summary>The whole graph, from an image's bytes to calibrated probabilities.</summary>
internal static class ModelGraph
{
    // ONNX Runtime reads these from version 1.12 (2022) on.
    private const int OperatorSet = 17, FormatVersion = 8;

    /// <summary>Builds a model without its card.</summary>
    /// <param name="network">The network.</param>
    /// <param name="inputSize">s, pixels.</param>
    /// <param name="calibration">Turns scores into probabilities.</param>
    /// <param name="novelty">The distance from the training images; null for a graph that does not measure it.</param>
    public static ModelProto Build(ClassifierNetwork network, int inputSize, Calibration calibration, MahalanobisDistance? novelty)
    {
        var graph = new GraphWriter("covidcxr");
        var pixels = graph.Input(
            GraphNames.Pixels, DataType.Uint8, "grey images, 0 black to 255 white", "n", 1, inputSize, inputSize);
        var image = graph.Node("Div", "image", [
            graph.Node("Cast", "pixels/float", [pixels], GraphAttribute.Int("to", (int)DataType.Float)),
            graph.Constant("pixels/white", 255),
        ]);

        var outputs = network.Export(graph, image);
        var scores = outputs.Scores;
        if (calibration.Offsets is { } offsets)
        {
            float[] values = [.. offsets.Select(offset => (float)offset)];
            scores = graph.Node("Add", "offset", [scores, graph.Weights("offsets", values, values.Length)]);
        }
        var tempered = graph.Node("Div", "tempered", [scores, graph.Constant("temperature", (float)calibration.Temperature)]);
        var probabilities = graph.Node("Softmax", GraphNames.Probabilities, [tempered], GraphAttribute.Int("axis", 1));
        graph.Output(probabilities, "calibrated probabilities in the order of the card's labels", "n", Findings.Count);
        graph.Output(outputs.Scores, "scores before calibration and softmax", "n", Findings.Count);
        if (outputs.Maps is not null)
            graph.Output(
                outputs.Maps, "scores of each place; their mean over the places are the scores", "n", Findings.Count, "h", "w");
        if (outputs.Features is not null && novelty is not null)
            graph.Output(novelty.Export(graph, outputs.Features), "distance from the training images", "n");

        return new ModelProto
        {
            IrVersion = FormatVersion,
            Graph = graph.Graph,
            OpsetImport = { new OperatorSetIdProto { Version = OperatorSet } },
        };
    }
}
