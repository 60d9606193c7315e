using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace CovidCxr.Training.Layers;

/// <summary>
/// Batch normalization (Ioffe and Szegedy 2015): in training by the batch's mean and variance of each channel, which the running ones follow by
/// a tenth; else by the running ones.
/// </summary>
/// <remarks>In place of TorchSharp's layer, which counts its batches with a number that nobody keeps; see <see cref="Scalars"/>.</remarks>
internal sealed class BatchNormalization : Module<Tensor, Tensor>
{
    /// <summary>Added to a variance before its root.</summary>
    public const double Epsilon = 1e-5;

    private const double Momentum = 0.1;

    private readonly Parameter weight, bias;

    [TorchSharp.Utils.ComponentName(Name = "running_mean")]
    private readonly Tensor runningMean;

    [TorchSharp.Utils.ComponentName(Name = "running_var")]
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

    /// <summary>[b, c, h, w] to [b, c, h, w]; the norm is reckoned in float32.</summary>
    public override Tensor forward(Tensor x) =>
        functional.batch_norm(x, runningMean, runningVariance, weight, bias, training, Momentum, Epsilon);
}
