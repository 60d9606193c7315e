using CovidCxr.Core;
using CovidCxr.Core.Metrics;
using CovidCxr.Core.ModelCards;
using CovidCxr.Training.Novelty;
using CovidCxr.Training.Onnx;
using static CovidCxr.Training.Onnx.TensorProto.Types;

namespace CovidCxr.Training.Export;

/// <summary>The whole graph, from an image's bytes to probabilities.</summary>
internal static class ModelGraph
{
    // Old enough for every runtime of the last years; ONNX Runtime reads them from 1.12 on.
    private const int OperatorSet = 17, FormatVersion = 8;

    /// <summary>Writes a model without its card.</summary>
    /// <param name="network">The network.</param>
    /// <param name="inputSize">s, pixels.</param>
    /// <param name="temperature">Divides the scores before the softmax.</param>
    /// <param name="novelty">The measure of novelty; null for a graph without.</param>
    public static ModelProto Write(INetworkGraph network, int inputSize, double temperature, MahalanobisDistance? novelty)
    {
        var graph = new GraphWriter("covidcxr");
        var pixels = graph.Input(GraphNames.Pixels, DataType.Uint8, "grey images, 0 black to 255 white", "n", 1, inputSize, inputSize);
        var image = graph.Node("Div", "image", [
            graph.Node("Cast", "pixels/float", [pixels], GraphAttribute.Int("to", (int)DataType.Float)),
            graph.Constant("pixels/white", 255),
        ]);

        var said = network.Write(graph, image);
        var tempered = graph.Node("Div", "tempered", [said.Scores, graph.Constant("temperature", (float)temperature)]);
        var probabilities = graph.Node("Softmax", GraphNames.Probabilities, [tempered], GraphAttribute.Int("axis", 1));
        graph.Output(probabilities, "calibrated probabilities in the order of the card's labels", "n", Findings.Count);
        graph.Output(said.Scores, "scores before temperature and softmax", "n", Findings.Count);
        if (said.Maps is not null)
            graph.Output(said.Maps, "scores of each place; their mean over the places are the scores", "n", Findings.Count, "h", "w");
        if (said.Features is not null && novelty is not null)
            graph.Output(novelty.Write(graph, said.Features), "distance from the training images", "n");

        return new ModelProto { IrVersion = FormatVersion, Graph = graph.Graph, OpsetImport = { new OperatorSetIdProto { Version = OperatorSet } } };
    }
}
