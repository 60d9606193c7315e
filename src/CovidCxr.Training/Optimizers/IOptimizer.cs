using static TorchSharp.torch;

namespace CovidCxr.Training.Optimizers;

/// <summary>Changes a network's weights by their gradients.</summary>
public interface IOptimizer : IDisposable
{
    /// <summary>Steps taken so far; set when a run is resumed.</summary>
    long Steps { get; set; }

    /// <summary>What is remembered of each weight, float32, by name; a checkpoint holds it.</summary>
    IReadOnlyList<(string Name, Tensor Tensor)> State { get; }

    /// <summary>Takes one step; every weight must have a gradient.</summary>
    /// <param name="rate">The learning rate.</param>
    void Step(double rate);
}
