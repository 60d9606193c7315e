using CovidCxr.Training.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace CovidCxr.Training.Layers;

/// <summary>Squeeze-and-excitation (Hu et al. 2018): scales every channel by a factor computed from the means of all channels.</summary>
internal sealed class SqueezeExcite : Module<Tensor, Tensor>
{
    private readonly Conv2d squeeze;
    private readonly Conv2d excite;

    public SqueezeExcite(string name, int channels, int squeezed)
        : base(name)
    {
        squeeze = Conv2d(channels, squeezed, 1);
        excite = Conv2d(squeezed, channels, 1);
        RegisterComponents();
    }

    /// <summary>[b, c, h, w] to [b, c, h, w].</summary>
    public override Tensor forward(Tensor x)
    {
        var mean = x.mean([2, 3], keepdim: true); //                                 [b, c, 1, 1]
        var factors = excite.forward(squeeze.forward(mean).relu_()).sigmoid_(); //   [b, c, 1, 1], 0 to 1
        return x * factors;
    }

    /// <summary>Adds the layer to a graph and returns its output's name.</summary>
    public string Export(GraphWriter graph, string name, string x)
    {
        var mean = graph.Node("GlobalAveragePool", $"{name}/mean", [x]);
        var squeezed = graph.Node("Relu", $"{name}/squeeze/relu", [squeeze.Export(graph, $"{name}/squeeze", mean)]);
        var factors = graph.Node("Sigmoid", $"{name}/weights", [excite.Export(graph, $"{name}/excite", squeezed)]);
        return graph.Node("Mul", name, [x, factors]);
    }
}
