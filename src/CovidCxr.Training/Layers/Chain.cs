using CovidCxr.Training.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CovidCxr.Training.Layers;

/// <summary>Layers one after the other.</summary>
internal sealed class Chain : Layer
{
    private readonly ModuleList<Layer> layers = new();

    /// <param name="layers">First to last; none for a chain that returns its input.</param>
    public Chain(params IEnumerable<Layer> layers)
        : base(nameof(Chain))
    {
        foreach (var layer in layers)
            this.layers.Add(layer);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor x)
    {
        foreach (var layer in layers)
            x = layer.forward(x);
        return x;
    }

    /// <inheritdoc/>
    public override string Export(GraphWriter graph, string name, string x)
    {
        foreach (var (index, layer) in layers.Index())
            x = layer.Export(graph, $"{name}/{index + 1}", x);
        return x;
    }
}
