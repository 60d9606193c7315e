using CovidCxr.Training.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace CovidCxr.Training.Layers;

/// <summary>A path whose output is added to a shortcut (He et al. 2016).</summary>
internal sealed class Residual : Layer
{
    private readonly Layer path;
    private readonly Layer? shortcut;
    private readonly Scalar scale;
    private readonly ActivationKind activation;

    /// <param name="path">The layers beside the shortcut.</param>
    /// <param name="shortcut">Gives the input the shape of the path's output; null if it has it already.</param>
    /// <param name="activation">Of the sum.</param>
    /// <param name="scale">
    /// Factor of the path, which keeps the sums of many blocks small (Szegedy et al. 2017, section 3.3); a number that is kept, see
    /// <see cref="Scalars"/>. Default: 1.
    /// </param>
    public Residual(Layer path, Layer? shortcut = null, ActivationKind activation = ActivationKind.None, Scalar? scale = null)
        : base(nameof(Residual))
    {
        this.path = path;
        this.shortcut = shortcut;
        this.activation = activation;
        this.scale = scale ?? Scalars.One;
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor x)
    {
        var identity = shortcut is null ? x : shortcut.forward(x);
        return Activation.Apply(identity.add(path.forward(x), scale), activation);
    }

    /// <inheritdoc/>
    public override string Export(GraphWriter graph, string name, string x)
    {
        var residual = path.Export(graph, $"{name}/path", x);
        var factor = scale.ToSingle();
        if (factor != 1)
            residual = graph.Node("Mul", $"{name}/scaled", [residual, graph.Constant($"{name}/scale", factor)]);
        var identity = shortcut is null ? x : shortcut.Export(graph, $"{name}/shortcut", x);
        return Activation.Export(graph, name, graph.Node("Add", $"{name}/sum", [identity, residual]), activation);
    }
}
