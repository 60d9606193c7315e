using CovidCxr.Training.Onnx;
using static TorchSharp.torch;

namespace CovidCxr.Training.Layers;

/// <summary>
/// In training, leaves out a residual path for a random part of the images and enlarges it for the others (Huang et al. 2016), so that its
/// mean stays. Does nothing in evaluation.
/// </summary>
/// <param name="dropped">The part of the images, 0 to below 1.</param>
internal sealed class StochasticDepth(double dropped) : Layer(nameof(StochasticDepth))
{
    /// <summary>[b, c, h, w] to [b, c, h, w].</summary>
    public override Tensor forward(Tensor x)
    {
        if (!training || dropped == 0)
            return x;
        var limit = tensor((float)dropped);
        var kept = rand(x.shape[0], 1, 1, 1).ge(limit).to_type(ScalarType.Float32); // [b, 1, 1, 1], 0 or 1
        return x * (kept / tensor((float)(1 - dropped))).to_type(x.dtype);
    }

    /// <inheritdoc/>
    public override string Export(GraphWriter graph, string name, string x) => x;
}
