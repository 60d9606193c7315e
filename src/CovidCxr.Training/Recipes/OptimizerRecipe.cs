namespace CovidCxr.Training.Recipes;

/// <summary>The optimiser; the defaults are those of Keras.</summary>
public sealed class OptimizerRecipe
{
    /// <summary>adam, nadam or sgd. Default: adam.</summary>
    public string Name { get; init; } = "adam";

    /// <summary>Decay of the gradient's mean (Adam, Nadam), 0 to below 1. Default: 0.9.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Decay of the squared gradient's mean (Adam, Nadam), 0 to below 1. Default: 0.999.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to the root of the squared gradient's mean (Adam, Nadam), above 0. Default: 1e-7.</summary>
    public double Epsilon { get; init; } = 1e-7;

    /// <summary>Part of every kernel that a step takes away, times the rate (Adam), 0 to 1. Default: 0.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Momentum of SGD, 0 to below 1. Default: 0.9.</summary>
    public double Momentum { get; init; } = 0.9;
}
