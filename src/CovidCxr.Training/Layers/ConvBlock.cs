using CovidCxr.Training.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace CovidCxr.Training.Layers;

/// <summary>3 x 3 convolutions with 'same' padding, each followed by an ELU.</summary>
internal sealed class ConvBlock : Module<Tensor, Tensor>
{
    private readonly ModuleList<Conv2d> convolutions = new();

    public ConvBlock(string name, int channelsIn, int channels, int convolutions)
        : base(name)
    {
        for (var i = 0; i < convolutions; i++)
            this.convolutions.Add(Conv2d(i == 0 ? channelsIn : channels, channels, 3, padding: 1));
        RegisterComponents();
    }

    /// <summary>[b, channels in, h, w] to [b, channels, h, w].</summary>
    public override Tensor forward(Tensor x)
    {
        foreach (var convolution in convolutions)
            x = Elu.Apply(convolution.forward(x));
        return x;
    }

    /// <summary>Adds the layer to a graph and returns its output's name.</summary>
    /// <param name="graph">The graph to add to.</param>
    /// <param name="name">The start of the nodes' names.</param>
    /// <param name="x">The input's name, [b, channels in, h, w], or [b, 1, h, w] for a gray image.</param>
    /// <param name="isGray">Whether the input is one gray channel that stands for all channels.</param>
    public string Export(GraphWriter graph, string name, string x, bool isGray = false)
    {
        foreach (var (index, layer) in convolutions.Index())
        {
            var convolution = $"{name}/convolution{index + 1}";
            x = isGray && index == 0 ? layer.ExportForGray(graph, convolution, x) : layer.Export(graph, convolution, x);
            x = Elu.Export(graph, $"{convolution}/elu", x);
        }
        return x;
    }
}
