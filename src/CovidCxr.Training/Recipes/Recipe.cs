using CovidCxr.Training.Batches;
using CovidCxr.Training.Layers;
using CovidCxr.Training.Networks;

namespace CovidCxr.Training.Recipes;

/// <summary>
/// How a network is trained: everything but the data and the seed. A recipe is a YAML file; a key that is not a property of
/// these types is an error. The defaults are the paper's (Zhong 2020, sections 3.2 to 4).
/// </summary>
public sealed class Recipe
{
    /// <summary>The recipe's name, that of its file.</summary>
    public string Name { get; init; } = "";

    /// <summary>The network's name, one of <see cref="Networks.NetworkCatalog.Names"/>. Default: paper.</summary>
    public string Network { get; init; } = "paper";

    /// <summary>Side of the square input, pixels. Default: 80.</summary>
    public int InputSize { get; init; } = 80;

    /// <summary>What is done to training images.</summary>
    public AugmentationRecipe Augmentation { get; init; } = new();

    /// <summary>The loss.</summary>
    public LossRecipe Loss { get; init; } = new();

    /// <summary>The optimiser.</summary>
    public OptimizerRecipe Optimizer { get; init; } = new();

    /// <summary>The stages of the learning rate; the first starts with epoch 0. Default: 4e-4, 2e-4 from epoch 3, 1e-4 from epoch 6.</summary>
    public StageRecipe[] Schedule { get; init; } =
        [new() { Epoch = 0, Rate = 4e-4 }, new() { Epoch = 3, Rate = 2e-4 }, new() { Epoch = 6, Rate = 1e-4 }];

    /// <summary>Images in a step, 1 to 4096. Default: 64.</summary>
    public int Batch { get; init; } = 64;

    /// <summary>Passes over the training split, at least 1. Default: 10.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>
    /// Decay of the running average of the weights, step by step, 0 to below 1; the averaged weights are validated and kept. 0: no
    /// average. Default: 0.
    /// </summary>
    public double Average { get; init; }

    /// <summary>
    /// Which epoch is kept as the best, by the validation split: val_loss (lowest), val_accuracy (highest) or last.
    /// Default: val_loss.
    /// </summary>
    public string Select { get; init; } = "val_loss";

    /// <summary>
    /// Whether temperature and operating points are fitted on the validation split at the end; probabilities are calibrated with
    /// them from then on. Default: false, as in the paper.
    /// </summary>
    public bool Calibrate { get; init; }

    /// <summary>Arithmetic of the step: auto (bfloat16 where the processor has it), bfloat16 or float32. Default: auto.</summary>
    public string Precision { get; init; } = "auto";
}
