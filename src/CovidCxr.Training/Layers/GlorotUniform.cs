using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace CovidCxr.Training.Layers;

/// <summary>The initial weights of Keras: Glorot-uniform kernels (Glorot and Bengio 2010) and zero biases.</summary>
internal static class GlorotUniform
{
    /// <summary>Fills every convolution and dense layer of a module, in the order of registration, from torch's random generator.</summary>
    public static void Fill(Module module)
    {
        using var noGradient = torch.no_grad();
        foreach (var layer in module.modules())
        {
            var (weight, bias) = layer switch
            {
                Conv2d convolution => (convolution.weight, convolution.bias),
                Linear dense => (dense.weight, dense.bias),
                _ => (null, null),
            };
            if (weight is not null)
                init.xavier_uniform_(weight);
            if (bias is not null)
                init.zeros_(bias);
        }
    }
}
