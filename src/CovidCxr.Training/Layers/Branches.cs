using CovidCxr.Training.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CovidCxr.Training.Layers;

/// <summary>Layers side by side, all of the same input, whose outputs are concatenated along the channels.</summary>
internal sealed class Branches : Layer
{
    private readonly ModuleList<Layer> branches = new();

    /// <param name="branches">At least one. An empty <see cref="Chain"/> passes the input on.</param>
    public Branches(params IEnumerable<Layer> branches)
        : base(nameof(Branches))
    {
        foreach (var branch in branches)
            this.branches.Add(branch);
        RegisterComponents();
    }

    /// <summary>[b, c, h, w] to [b, channels of all branches together, h', w'].</summary>
    public override Tensor forward(Tensor x) => cat([.. branches.Select(branch => branch.forward(x))], 1);

    /// <inheritdoc/>
    public override string Export(GraphWriter graph, string name, string x) => graph.Node(
        "Concat",
        name,
        [.. branches.Select((branch, index) => branch.Export(graph, $"{name}/branch{index + 1}", x))],
        GraphAttribute.Int("axis", 1));
}
