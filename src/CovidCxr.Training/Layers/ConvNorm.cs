using CovidCxr.Training.Onnx;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace CovidCxr.Training.Layers;

/// <summary>A convolution with 'same' padding and without bias, followed by a batch normalization.</summary>
internal sealed class ConvNorm : Module<Tensor, Tensor>
{
    private readonly Conv2d convolution;
    private readonly BatchNormalization norm;

    public ConvNorm(string name, int channelsIn, int channels, int kernel, int stride)
        : base(name)
    {
        convolution = Conv2d(channelsIn, channels, kernel, stride, kernel / 2, bias: false);
        norm = new BatchNormalization("norm", channels);
        RegisterComponents();
    }

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
    public override Tensor forward(Tensor x) => norm.forward(convolution.forward(x));

    /// <summary>
    /// Adds the layer to a graph as one convolution and returns its output's name: once its statistics are fixed, a batch
    /// normalization only scales and shifts each channel.
    /// </summary>
    public string Export(GraphWriter graph, string name, string x)
    {
        using var scope = torch.NewDisposeScope();
        var epsilon = torch.tensor(BatchNormalization.Epsilon);
        var scale = LayerExport.Exact(norm.Weight) / LayerExport.Exact(norm.RunningVariance).add(epsilon, Scalars.One).sqrt();
        var weight = LayerExport.Exact(convolution.weight) * scale.reshape(-1, 1, 1, 1);
        var bias = LayerExport.Exact(norm.Bias) - (LayerExport.Exact(norm.RunningMean) * scale);
        return convolution.Export(graph, name, x, weight.to_type(ScalarType.Float32), bias.to_type(ScalarType.Float32));
    }
}
