using TorchSharp;
using static TorchSharp.torch;

namespace CovidCxr.Training.Networks;

/// <summary>The exponential linear unit with alpha 1 (Clevert et al. 2016), in place.</summary>
/// <remarks>
/// The numbers are kept for good. TorchSharp makes a native object of every number passed to an operation and does not hold it while
/// the operation runs; where the collector came in between, the kernel found it freed: a training died of it.
/// </remarks>
internal static class Elu
{
    private static readonly Scalar One = 1.0f.ToScalar();

    /// <summary>Changes <paramref name="x"/> and returns it.</summary>
    public static Tensor Apply(Tensor x) => x.elu_(One, One, One);
}
