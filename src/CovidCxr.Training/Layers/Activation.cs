using CovidCxr.Training.Onnx;
using static TorchSharp.torch;

namespace CovidCxr.Training.Layers;

/// <summary>What is done to every number after a layer.</summary>
internal enum ActivationKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>min(max(x, 0), 6): MobileNetV2.</summary>
    Relu6,

    /// <summary>x * sigmoid(x), also called swish (Ramachandran et al. 2017): EfficientNet.</summary>
    Silu,
}

/// <summary>An activation as a layer of its own; most are part of the layer before them.</summary>
/// <param name="kind">Which one.</param>
internal sealed class Activation(ActivationKind kind) : Layer(nameof(Activation))
{
    /// <summary>[b, c, h, w] to [b, c, h, w]; the input stays as it is, because a shortcut may need it.</summary>
    public override Tensor forward(Tensor x) => kind switch
    {
        ActivationKind.Relu => x.relu(),
        ActivationKind.Relu6 => x.relu6(),
        ActivationKind.Silu => x.silu(),
        _ => x,
    };

    /// <inheritdoc/>
    public override string Export(GraphWriter graph, string name, string x) => Export(graph, name, x, kind);

    /// <summary>Activates a tensor that nobody else needs: changes it in place, except by <see cref="ActivationKind.Silu"/>.</summary>
    public static Tensor Apply(Tensor x, ActivationKind kind) => kind switch
    {
        ActivationKind.Relu => x.relu_(),
        ActivationKind.Relu6 => x.relu6_(),
        ActivationKind.Silu => x.silu(), // its gradient needs the input
        _ => x,
    };

    /// <summary>Adds an activation to a graph and returns its output's name: <paramref name="x"/> itself for none.</summary>
    public static string Export(GraphWriter graph, string name, string x, ActivationKind kind) => kind switch
    {
        ActivationKind.Relu => graph.Node("Relu", name, [x]),
        ActivationKind.Relu6 => graph.Node(
            "Clip", name, [x, graph.Constant($"{name}/low", 0), graph.Constant($"{name}/high", 6)]),
        ActivationKind.Silu => graph.Node("Mul", name, [x, graph.Node("Sigmoid", $"{name}/sigmoid", [x])]),
        _ => x,
    };
}
