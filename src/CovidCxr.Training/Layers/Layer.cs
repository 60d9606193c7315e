using CovidCxr.Training.Onnx;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace CovidCxr.Training.Layers;

/// <summary>A part of a network that maps feature maps to feature maps, and knows how it is written as nodes of an ONNX graph.</summary>
/// <param name="name">The name of the module.</param>
internal abstract class Layer(string name) : Module<Tensor, Tensor>(name)
{
    /// <summary>Adds the layer in evaluation mode to a graph and returns its output's name.</summary>
    /// <param name="graph">The graph to add to.</param>
    /// <param name="name">The start of the nodes' names, and the name of the last node; new in the graph.</param>
    /// <param name="x">The input's name.</param>
    public abstract string Export(GraphWriter graph, string name, string x);
}
