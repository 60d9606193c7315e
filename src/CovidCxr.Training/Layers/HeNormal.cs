using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace CovidCxr.Training.Layers;

/// <summary>
/// Initial weights for networks of ReLUs (He et al. 2015): normal kernels whose variance is 2 / inputs, with which a signal keeps its size
/// through many layers; Glorot-uniform dense layers; zero biases.
/// </summary>
internal static class HeNormal
{
    /// <summary>Fills every convolution and dense layer of a module, in the order of registration, from torch's random generator.</summary>
    public static void Fill(Module module)
    {
        using var noGradient = torch.no_grad();
        foreach (var layer in module.modules())
        {
            if (layer is Conv2d convolution)
            {
                init.kaiming_normal_(convolution.weight!, mode: init.FanInOut.FanIn, nonlinearity: init.NonlinearityType.ReLU);
                if (convolution.bias is { } bias)
                    init.zeros_(bias);
            }
            else if (layer is Linear dense)
            {
                init.xavier_uniform_(dense.weight!);
                init.zeros_(dense.bias!);
            }
        }
    }
}
