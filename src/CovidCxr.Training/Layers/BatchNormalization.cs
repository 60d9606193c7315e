using CovidCxr.Training.Onnx;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace CovidCxr.Training.Layers;

/// <summary>
/// Batch normalization (Ioffe and Szegedy 2015): in training by each channel's mean and variance in the batch, which the running
/// statistics follow with momentum 0.1; in evaluation by the running statistics.
/// </summary>
/// <remarks>
/// Replaces TorchSharp's <c>BatchNorm2d</c>, whose <c>forward</c> counts batches with a temporary <see cref="Scalar"/> that may be
/// freed too early. Remove when <see cref="Scalars"/> can be removed.
/// </remarks>
internal sealed class BatchNormalization : Layer
{
    /// <summary>Added to a variance before its square root.</summary>
    public const double Epsilon = 1e-5;

    private const double Momentum = 0.1;

    private readonly Parameter weight, bias;

    [ComponentName(Name = "running_mean")]
    private readonly Tensor runningMean;

    [ComponentName(Name = "running_var")]
    private readonly Tensor runningVariance;

    public BatchNormalization(string name, int channels)
        : base(name)
    {
        weight = Parameter(torch.ones(channels));
        bias = Parameter(torch.zeros(channels));
        runningMean = torch.zeros(channels);
        runningVariance = torch.ones(channels);
        RegisterComponents();
    }

    /// <summary>Scale of each channel, [c].</summary>
    public Parameter Weight => weight;

    /// <summary>Shift of each channel, [c].</summary>
    public Parameter Bias => bias;

    /// <summary>[c].</summary>
    public Tensor RunningMean => runningMean;

    /// <summary>[c].</summary>
    public Tensor RunningVariance => runningVariance;

    /// <summary>[b, c, h, w] to [b, c, h, w]; the statistics are computed in float32.</summary>
    /// <remarks>
    /// A single number of a channel, of one image whose map is one cell, has no variance: it would make the running one NaN for good. It is
    /// normalized as in evaluation.
    /// </remarks>
    public override Tensor forward(Tensor x)
    {
        var hasVariance = x.shape[0] * x.shape[2] * x.shape[3] > 1;
        return functional.batch_norm(
            x, runningMean, runningVariance, weight, bias, training && hasVariance, Momentum, Epsilon);
    }

    /// <inheritdoc/>
    public override string Export(GraphWriter graph, string name, string x) => graph.Node(
        "BatchNormalization",
        name,
        [
            x,
            graph.Weights($"{name}/scale", weight),
            graph.Weights($"{name}/bias", bias),
            graph.Weights($"{name}/mean", runningMean),
            graph.Weights($"{name}/variance", runningVariance),
        ],
        GraphAttribute.Float("epsilon", (float)Epsilon));
}
