using CovidCxr.Training.Onnx;
using static TorchSharp.torch;

namespace CovidCxr.Training.Layers;

/// <summary>The exponential linear unit with alpha 1 (Clevert et al. 2016).</summary>
internal static class Elu
{
    /// <summary>Changes <paramref name="x"/> in place and returns it.</summary>
    public static Tensor Apply(Tensor x) => x.elu_(Scalars.One, Scalars.One, Scalars.One);

    /// <summary>Adds the layer to a graph and returns its output's name.</summary>
    public static string Export(GraphWriter graph, string name, string x) =>
        graph.Node("Elu", name, [x], GraphAttribute.Float("alpha", 1));
}
