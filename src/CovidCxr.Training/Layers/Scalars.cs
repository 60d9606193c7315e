using TorchSharp;

namespace CovidCxr.Training.Layers;

/// <summary>Scalars that libtorch reckons with, kept for good.</summary>
/// <remarks>
/// TorchSharp makes a native object of every number passed to an operation, also of one that is only implied (<c>x.add_(y)</c> implies a
/// factor of 1), and does not hold it while the operation runs; where the collector came in between, the kernel found it freed: three
/// trainings died of it. An operation gets a number from here, one of its own in a static field, or a tensor; a test holds that of the whole project.
/// </remarks>
internal static class Scalars
{
    /// <summary>1.</summary>
    public static readonly Scalar One = 1.0f.ToScalar();
}
