using CovidCxr.Core;
using CovidCxr.Training.Layers;
using CovidCxr.Training.Onnx;
using CovidCxr.Training.Weights;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace CovidCxr.Training.Networks;

/// <summary>
/// Finds the lungs, on a grid of 16 x 16 cells, as fine as a classifier's cells need it. The dilated convolutions at its end let every
/// cell see nearly the whole image (Yu and Koltun 2016).
/// </summary>
internal sealed class LungSegmenter : Module<Tensor, Tensor>
{
    /// <summary>Side of the input, pixels.</summary>
    public const int InputSize = 64;

    /// <summary>Side of the output, cells.</summary>
    public const int OutputSize = 16;

    // b images
    private static readonly int[] Dilations = [1, 2, 4, 2];

    private readonly Conv2d first, second, head;
    private readonly ModuleList<Conv2d> context;

    /// <summary>Makes a segmenter with fresh weights.</summary>
    public LungSegmenter()
        : base(nameof(LungSegmenter))
    {
        first = Conv2d(1, 16, 3, stride: 2, padding: 1);
        second = Conv2d(16, 32, 3, stride: 2, padding: 1);
        context = new ModuleList<Conv2d>();
        foreach (var dilation in Dilations)
            context.Add(Conv2d(32, 32, 3, padding: dilation, dilation: dilation));
        head = Conv2d(32, 1, 1);
        RegisterComponents();
    }

    /// <summary>The trained weights that come with the product, beside the program.</summary>
    public static string ShippedFile { get; } = ShippedWeights.PathOf("covidcxr-lungs.safetensors");

    /// <summary>The layer that gives the log-odds.</summary>
    internal Conv2d Head => head;

    /// <summary>Reads the weights that come with the product.</summary>
    /// <exception cref="InputException">The file is missing or damaged.</exception>
    public void LoadShipped() => ShippedWeights.Load(this, ShippedFile, "covidcxr lungs train --network cells");

    /// <summary>Excludes the weights from training: no gradient reaches them.</summary>
    public LungSegmenter Frozen()
    {
        foreach (var (_, parameter) in named_parameters())
            parameter.requires_grad_(false);
        return this;
    }

    /// <summary>[b, 1, 64, 64], gray, to the log-odds that a cell is lung, [b, 1, 16, 16]; standardizes the image first.</summary>
    public override Tensor forward(Tensor x)
    {
        x = first.forward(PerImageStandardization.Apply(x)).relu_(); // [b, 16, 32, 32]
        x = second.forward(x).relu_(); //                               [b, 32, 16, 16]
        foreach (var layer in context)
            x = layer.forward(x).relu_().add(x, Scalars.One);
        return head.forward(x);
    }

    /// <summary>Adds the segmenter to a graph and returns the name of the log-odds.</summary>
    /// <param name="graph">The graph to add to.</param>
    /// <param name="name">The start of the nodes' names.</param>
    /// <param name="x">The input's name, [b, 1, 64, 64].</param>
    public string Export(GraphWriter graph, string name, string x)
    {
        string ConvRelu(string layerName, Conv2d layer, string of) =>
            graph.Node("Relu", $"{layerName}/relu", [layer.Export(graph, layerName, of)]);
        x = PerImageStandardization.Export(graph, $"{name}/", x);
        x = ConvRelu($"{name}/first", first, x);
        x = ConvRelu($"{name}/second", second, x);
        foreach (var (index, layer) in context.Index())
        {
            var layerName = $"{name}/context{index + 1}";
            x = graph.Node("Add", $"{layerName}/sum", [ConvRelu(layerName, layer, x), x]);
        }
        return head.Export(graph, $"{name}/log-odds", x);
    }
}
