using CovidCxr.Training.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace CovidCxr.Training.Layers;

/// <summary>Squeeze-and-excitation (Hu et al. 2018): scales every channel by a factor computed from the means of all channels.</summary>
internal sealed class SqueezeExcite : Layer
{
    private readonly Conv2d squeeze;
    private readonly Conv2d excite;
    private readonly ActivationKind activation;

    /// <param name="name">The name of the module.</param>
    /// <param name="channels">Channels of input and output.</param>
    /// <param name="squeezed">Channels in between.</param>
    /// <param name="activation">Of the channels in between.</param>
    public SqueezeExcite(string name, int channels, int squeezed, ActivationKind activation = ActivationKind.Relu)
        : base(name)
    {
        this.activation = activation;
        squeeze = Conv2d(channels, squeezed, 1);
        excite = Conv2d(squeezed, channels, 1);
        RegisterComponents();
    }

    /// <summary>[b, c, h, w] to [b, c, h, w].</summary>
    public override Tensor forward(Tensor x)
    {
        var mean = x.mean([2, 3], keepdim: true); //                                 [b, c, 1, 1]
        var squeezed = Activation.Apply(squeeze.forward(mean), activation); //       [b, squeezed, 1, 1]
        var factors = excite.forward(squeezed).sigmoid_(); //                        [b, c, 1, 1], 0 to 1
        return x * factors;
    }

    /// <summary>Adds the layer to a graph and returns its output's name.</summary>
    public override string Export(GraphWriter graph, string name, string x)
    {
        var mean = graph.Node("GlobalAveragePool", $"{name}/mean", [x]);
        var squeezed = Activation.Export(
            graph, $"{name}/squeeze/relu", squeeze.Export(graph, $"{name}/squeeze", mean), activation);
        var factors = graph.Node("Sigmoid", $"{name}/weights", [excite.Export(graph, $"{name}/excite", squeezed)]);
        return graph.Node("Mul", name, [x, factors]);
    }
}
