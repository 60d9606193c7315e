using System.Runtime.Intrinsics;

namespace CovidCxr.Training.Optimizers;

/// <summary>
/// What an optimiser does to eight weights at once. A rule is a struct of the step's constants, so that the compiler makes one
/// tight loop of it and of the <see cref="WeightPass"/> around it.
/// </summary>
internal interface IUpdateRule
{
    /// <summary>The new weights.</summary>
    /// <param name="weight">Eight weights.</param>
    /// <param name="gradient">Their gradients.</param>
    /// <param name="first">The rule's first memory of each weight, changed.</param>
    /// <param name="second">The rule's second memory of each weight, changed; unused by rules with one memory.</param>
    Vector256<float> Update(Vector256<float> weight, Vector256<float> gradient, ref Vector256<float> first, ref Vector256<float> second);
}
