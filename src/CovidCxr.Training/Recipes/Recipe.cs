using CovidCxr.Core;
using CovidCxr.Training.Networks;

namespace CovidCxr.Training.Recipes;

/// <summary>
/// How a network is trained: everything except the data and the seed. A recipe is a YAML file whose keys are the properties of these
/// types; any other key is an error. The defaults are the paper's (Zhong 2020, sections 3.2 to 4).
/// </summary>
public sealed class Recipe
{
    /// <summary>The largest number of epochs.</summary>
    internal const int MostEpochs = 100_000;

    /// <summary>The recipe's name, which is that of its file.</summary>
    public string Name { get; init; } = "";

    /// <summary>The network's name, one of <see cref="NetworkRegistry.Names"/>. Default: paper.</summary>
    public string Network { get; init; } = "paper";

    /// <summary>Side of the square input, pixels. Default: 80.</summary>
    public int InputSize { get; init; } = 80;

    /// <summary>The weights that the network starts from. Default: fresh ones.</summary>
    public PretrainedRecipe Pretrained { get; init; } = new();

    /// <summary>The random changes of training images.</summary>
    public AugmentationRecipe Augmentation { get; init; } = new();

    /// <summary>The loss.</summary>
    public LossRecipe Loss { get; init; } = new();

    /// <summary>The optimizer.</summary>
    public OptimizerRecipe Optimizer { get; init; } = new();

    /// <summary>
    /// How much an epoch takes of a collection or of one of its classes, so that a large one does not outweigh the others. Default: all,
    /// once.
    /// </summary>
    public SamplingRecipe[] Sampling { get; init; } = [];

    /// <summary>
    /// The share of the training images that an epoch takes, another one each time; above 1 for images that are taken several times. With
    /// <see cref="Sampling"/> it multiplies the shares. 'covidcxr benchmark' fits a run into its minutes by it. 0.0001 to 1000. Default: 1.
    /// </summary>
    public double Share { get; init; } = 1;

    /// <summary>What is learned from controls. Default: nothing.</summary>
    public ControlsRecipe Controls { get; init; } = new();

    /// <summary>How the network learns from the teachers that <c>train --teacher</c> names. Default: it has none.</summary>
    public TeacherRecipe Teacher { get; init; } = new();

    /// <summary>
    /// The stages of the learning rate, the first from epoch 0. Default: 4e-4, 2e-4 from epoch 3, 1e-4 from epoch 6.
    /// </summary>
    public StageRecipe[] Schedule { get; init; } =
        [new() { Epoch = 0, Rate = 4e-4 }, new() { Epoch = 3, Rate = 2e-4 }, new() { Epoch = 6, Rate = 1e-4 }];

    /// <summary>Images in a batch, 1 to 4096. Default: 64.</summary>
    public int Batch { get; init; } = 64;

    /// <summary>Passes over the training split, 1 to 100,000. Default: 10.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>
    /// Decay per step of the moving average of the weights, 0 to below 1; the averaged weights are validated and kept. 0 for no average.
    /// Default: 0.
    /// </summary>
    public double Average { get; init; }

    /// <summary>
    /// Which epoch's weights are kept: that of the lowest val_loss, of the highest val_accuracy, or the last. Default: val_loss.
    /// </summary>
    public string Select { get; init; } = "val_loss";

    /// <summary>
    /// Whether temperature and operating points are fitted on the validation split at the end, to calibrate the run's probabilities.
    /// Default: false, as in the paper.
    /// </summary>
    public bool Calibrate { get; init; }

    /// <summary>
    /// Whether the calibration also fits an offset of each class's score, which undoes what the class weights did to it. Default: false.
    /// </summary>
    public bool CalibrateOffsets { get; init; }

    /// <summary>Arithmetic of the network: auto (bfloat16 if the processor has it), bfloat16 or float32. Default: auto.</summary>
    public string Precision { get; init; } = "auto";
}

/// <summary>Weights that were trained on other images.</summary>
public sealed class PretrainedRecipe
{
    /// <summary>An ONNX file: its name beside the program in <c>pretrained/</c>, or a path; empty for none. Default: none.</summary>
    public string File { get; init; } = "";

    /// <summary>The file's SHA-256, 64 hexadecimal digits.</summary>
    public string Sha256 { get; init; } = "";
}

/// <summary>Cross-entropy with label smoothing and class weights (paper, section 3.4 and 4).</summary>
public sealed class LossRecipe
{
    /// <summary>e of y(1 - e) + e/K, 0 to below 1. Default: 0.12.</summary>
    public double LabelSmoothing { get; init; } = 0.12;

    /// <summary>One factor for each of COVID-19, Normal and Pneumonia, 1e-6 to 1e6. Default: 10, 3, 1.</summary>
    public double[] ClassWeights { get; init; } = [10, 3, 1];
}

/// <summary>How much of a collection an epoch takes.</summary>
public sealed class SamplingRecipe
{
    /// <summary>The collection's short name, for example radiography.</summary>
    public string Source { get; init; } = "";

    /// <summary>The class, if this is about only one: COVID-19, Normal or Pneumonia. Default: all.</summary>
    public string Class { get; init; } = "";

    /// <summary>
    /// The share of the images, another one in each epoch; above 1 for images that are taken several times, each time changed in another
    /// way. Above 0, to 20. Default: 1.
    /// </summary>
    public double Share { get; init; } = 1;
}

/// <summary>
/// Training on controls, of which only is learned that they are not COVID-19. Their patient groups are divided into folds, and a run learns
/// from all folds but the one that its seed chooses, on which it is measured. As many seeds as folds measure every control once.
/// </summary>
public sealed class ControlsRecipe
{
    /// <summary>The number of folds, 2 to 20; 0 for no training on controls. Default: 0.</summary>
    public int Folds { get; init; }

    /// <summary>The weight of a control's loss, 1e-6 to 1e6. Default: 1.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>The fold that a run does not learn from; null if it learns from no control.</summary>
    internal HeldOutFold? HeldOut(long seed) => Folds == 0 ? null : new HeldOutFold(Folds, (int)(((seed % Folds) + Folds) % Folds));
}

/// <summary>Learning from the judgement of larger networks (distillation, Hinton et al. 2015).</summary>
public sealed class TeacherRecipe
{
    /// <summary>The share of the loss that compares with the teachers instead of the labels, 0 to 1. Default: 0.</summary>
    public double Weight { get; init; }

    /// <summary>
    /// Whether the network starts from the first teacher's weights, in every layer that the two have in common by name and shape.
    /// Default: false.
    /// </summary>
    public bool Start { get; init; }

    /// <summary>
    /// By which the scores are divided before the comparison, 0.1 to 20: the higher, the more the small ones count. Default: 2.
    /// </summary>
    public double Temperature { get; init; } = 2;
}

/// <summary>The optimizer; the defaults are those of Keras.</summary>
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

    /// <summary>The part of every kernel that a step removes, times the rate (Adam), 0 to 1. Default: 0.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Momentum of SGD, 0 to below 1. Default: 0.9.</summary>
    public double Momentum { get; init; } = 0.9;
}

/// <summary>One stage of the learning rate.</summary>
public sealed class StageRecipe
{
    /// <summary>The first epoch of the stage, from 0.</summary>
    public int Epoch { get; init; }

    /// <summary>The learning rate, above 0.</summary>
    public double Rate { get; init; }

    /// <summary>
    /// Whether the rate changes step by step from the previous stage's rate to this one (a warm-up or a decay) instead of jumping.
    /// Default: false.
    /// </summary>
    public bool Ramp { get; init; }
}

/// <summary>
/// The random changes of training images, in this order: flip, brightness, contrast, gamma, affine map, framing, sharpness, noise, erasing,
/// marks.
/// The paper (section 3.2) has flip, brightness, contrast and crop; its random saturation does not change a gray image and is left out.
/// </summary>
public sealed class AugmentationRecipe
{
    /// <summary>Side of the images before the framing, pixels, at least the input size. Default: 96.</summary>
    public int Resize { get; init; } = 96;

    /// <summary>Probability of a left-right flip, 0 to 1. Default: 0.5.</summary>
    public double Flip { get; init; } = 0.5;

    /// <summary>Largest value added to or subtracted from every pixel, 0 to 1. Default: 0.1.</summary>
    public double Brightness { get; init; } = 0.1;

    /// <summary>Lowest and highest factor of the distance from the image's mean. Default: 0.9 to 1.1.</summary>
    public double[] Contrast { get; init; } = [0.9, 1.1];

    /// <summary>Largest rotation to either side, degrees, 0 to 180. Default: 0.</summary>
    public double Rotate { get; init; }

    /// <summary>Lowest and highest factor of the size, above 0. Default: 1 to 1.</summary>
    public double[] Zoom { get; init; } = [1, 1];

    /// <summary>
    /// Largest factor by which the width is stretched against the height, or the height against the width, 1 to 3. Images are scaled to a
    /// square without keeping their aspect ratio, which leaves a distortion that reveals the source; this hides it. Default: 1.
    /// </summary>
    public double Stretch { get; init; } = 1;

    /// <summary>Largest shift in each direction as a part of the side, 0 to 1. Default: 0.</summary>
    public double Shift { get; init; }

    /// <summary>
    /// How far half of the images are blurred or sharpened, 0 to 1; 1 is the mean of 3 x 3 pixels, twice. Default: 0.
    /// </summary>
    public double Sharpness { get; init; }

    /// <summary>Largest standard deviation of the noise added to every pixel, 0 to 1. Default: 0.</summary>
    public double Noise { get; init; }

    /// <summary>Lowest and highest exponent of the gray values, above 0. Default: 1 to 1.</summary>
    public double[] Gamma { get; init; } = [1, 1];

    /// <summary>Largest part of the area that a gray rectangle replaces, 0 to 0.9. Default: 0.</summary>
    public double Erase { get; init; }

    /// <summary>Share of the images on which boxes, arrows or letters are drawn, 0 to 1. Default: 0.</summary>
    public double Marks { get; init; }

    /// <summary>
    /// In how many ways an image is changed; after as many epochs the first one comes again, and with it the answer of the teachers, who
    /// are then not asked anew. 0 for another way every time. Default: 0.
    /// </summary>
    public int Views { get; init; }

    /// <summary>
    /// How an image gets the input size: crop takes a random part, as in the paper, which makes lungs larger in training than in testing;
    /// fit scales the whole image. Default: crop.
    /// </summary>
    public string Framing { get; init; } = "crop";
}
