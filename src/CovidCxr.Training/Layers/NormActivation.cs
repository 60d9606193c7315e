using CovidCxr.Training.Onnx;
using static TorchSharp.torch;

namespace CovidCxr.Training.Layers;

/// <summary>A batch normalization and a ReLU in front of a convolution (pre-activation, He et al. 2016b).</summary>
internal sealed class NormActivation : Layer
{
    private readonly BatchNormalization norm;

    /// <param name="channels">Channels of the input.</param>
    public NormActivation(int channels)
        : base(nameof(NormActivation))
    {
        norm = new BatchNormalization("norm", channels);
        RegisterComponents();
    }

    /// <summary>[b, c, h, w] to [b, c, h, w].</summary>
    public override Tensor forward(Tensor x) => norm.forward(x).relu_();

    /// <inheritdoc/>
    public override string Export(GraphWriter graph, string name, string x) =>
        graph.Node("Relu", name, [norm.Export(graph, $"{name}/norm", x)]);
}
