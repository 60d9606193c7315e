using CovidCxr.Training.Onnx;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace CovidCxr.Training.Layers;

/// <summary>A convolution without bias, followed by a batch normalization and, if one is given, an activation.</summary>
internal sealed class ConvNorm : Layer
{
    private readonly Conv2d convolution;
    private readonly BatchNormalization norm;
    private readonly ActivationKind activation;

    /// <summary>Makes a layer with a square kernel and 'same' padding.</summary>
    /// <param name="name">The name of the module.</param>
    /// <param name="channelsIn">Channels of the input.</param>
    /// <param name="channels">Channels of the output.</param>
    /// <param name="kernel">Side of the kernel, odd.</param>
    /// <param name="stride">1, or 2 to halve the side.</param>
    /// <param name="activation">Of the output.</param>
    /// <param name="groups">Into how many groups the channels are divided; as many as channels for a depthwise convolution.</param>
    public ConvNorm(
        string name,
        int channelsIn,
        int channels,
        int kernel,
        int stride,
        ActivationKind activation = ActivationKind.None,
        int groups = 1)
        : this(name, Conv2d(channelsIn, channels, kernel, stride, kernel / 2, groups: groups, bias: false), activation)
    {
    }

    private ConvNorm(string name, Conv2d convolution, ActivationKind activation)
        : base(name)
    {
        this.convolution = convolution;
        this.activation = activation;
        norm = new BatchNormalization("norm", (int)convolution.weight!.shape[0]);
        RegisterComponents();
    }

    /// <summary>Makes a layer with a ReLU and a kernel of h rows and w columns, with 'same' padding.</summary>
    public static ConvNorm Rectangle(int channelsIn, int channels, int h, int w) => new(
        nameof(Rectangle),
        Conv2d(channelsIn, channels, (h, w), (1, 1), (h / 2, w / 2), (1, 1), bias: false),
        ActivationKind.Relu);

    /// <summary>
    /// Makes a layer with a ReLU that sees only whole kernels ('valid' padding), so that its output is kernel - 1 pixels smaller before the
    /// stride.
    /// </summary>
    public static ConvNorm Valid(int channelsIn, int channels, int kernel, int stride) => new(
        nameof(Valid), Conv2d(channelsIn, channels, kernel, stride, padding: 0, bias: false), ActivationKind.Relu);

    /// <summary>The number of channels of the output.</summary>
    public int Channels => (int)convolution.weight.shape[0];

    /// <summary>Replaces the weights.</summary>
    /// <param name="weights">Of this layer's shape.</param>
    /// <exception cref="ArgumentException">Of another shape.</exception>
    public void Load(NormalizedConvolution weights)
    {
        if (!weights.Shape.SequenceEqual(convolution.weight.shape))
            throw new ArgumentException(
                $"[{string.Join(", ", weights.Shape)}] is not [{string.Join(", ", convolution.weight.shape)}]", nameof(weights));
        using var noGradient = torch.no_grad();
        Set(convolution.weight, weights.Kernels);
        Set(norm.Weight, weights.Scale);
        Set(norm.Bias, weights.Bias);
        Set(norm.RunningMean, weights.Mean);
        Set(norm.RunningVariance, weights.Variance);
    }

    private static void Set(Tensor tensor, float[] values)
    {
        using var source = torch.tensor(values, tensor.shape);
        tensor.copy_(source);
    }

    /// <summary>[b, channels in, h, w] to [b, channels, h / stride, w / stride].</summary>
    public override Tensor forward(Tensor x) => Activation.Apply(norm.forward(convolution.forward(x)), activation);

    /// <summary>
    /// Adds the layer to a graph as one convolution and returns its output's name: once its statistics are fixed, a batch
    /// normalization only scales and shifts each channel.
    /// </summary>
    public override string Export(GraphWriter graph, string name, string x)
    {
        using var scope = torch.NewDisposeScope();
        var epsilon = torch.tensor(BatchNormalization.Epsilon);
        var scale = LayerExport.Exact(norm.Weight) / LayerExport.Exact(norm.RunningVariance).add(epsilon, Scalars.One).sqrt();
        var weight = LayerExport.Exact(convolution.weight) * scale.reshape(-1, 1, 1, 1);
        var bias = LayerExport.Exact(norm.Bias) - (LayerExport.Exact(norm.RunningMean) * scale);
        var normalized = convolution.Export(graph, name, x, weight.to_type(ScalarType.Float32), bias.to_type(ScalarType.Float32));
        return Activation.Export(graph, $"{name}/activation", normalized, activation);
    }
}
