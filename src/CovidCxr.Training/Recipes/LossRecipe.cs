namespace CovidCxr.Training.Recipes;

/// <summary>Cross-entropy with label smoothing and class weights (paper, section 3.4 and 4).</summary>
public sealed class LossRecipe
{
    /// <summary>e of y(1 - e) + e/K, 0 to below 1. Default: 0.12.</summary>
    public double LabelSmoothing { get; init; } = 0.12;

    /// <summary>One factor for each of COVID-19, Normal and Pneumonia, above 0. Default: 10, 3, 1.</summary>
    public double[] ClassWeights { get; init; } = [10, 3, 1];
}
