using static TorchSharp.torch;

namespace CovidCxr.Training.Layers;

/// <summary>The exponential linear unit with alpha 1 (Clevert et al. 2016), in place.</summary>
internal static class Elu
{
    /// <summary>Changes <paramref name="x"/> and returns it.</summary>
    public static Tensor Apply(Tensor x) => x.elu_(Scalars.One, Scalars.One, Scalars.One);
}
