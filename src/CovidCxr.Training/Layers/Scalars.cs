using TorchSharp;

namespace CovidCxr.Training.Layers;

/// <summary>Scalars that live as long as the process.</summary>
/// <remarks>
/// Works around TorchSharp (0.107.0), which creates a native object for every number passed to an operation, even for a default such as
/// the factor 1 of <c>x.add_(y)</c>, and does not keep it alive during the native call: if the garbage collector runs in between,
/// the kernel reads freed memory and the process dies. So an operation gets a scalar from here, one from a static field of its own
/// class, or a tensor; TorchNumberTests checks that for the whole project. The crash itself is not reported upstream as of 2026-11;
/// <c>https://github.com/dotnet/TorchSharp/pull/1434</c> and <c>https://github.com/dotnet/TorchSharp/pull/1496</c> (both open) dispose
/// these scalars after the call, which keeps them alive until then. Remove when TorchSharp does so for every operation used here.
/// </remarks>
internal static class Scalars
{
    /// <summary>1.</summary>
    public static readonly Scalar One = 1.0f.ToScalar();
}
