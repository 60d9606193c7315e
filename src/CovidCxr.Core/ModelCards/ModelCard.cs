using System.Text.Json.Serialization;

namespace CovidCxr.Core.ModelCards;

/// <summary>The card of a model (Mitchell et al. 2019), stored inside the model file as JSON.</summary>
public sealed record ModelCard
{
    /// <summary>The key of the JSON in the file's metadata.</summary>
    public const string MetadataKey = "card";

    /// <summary>The version of the layout that this program writes and reads.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The version of the card's layout.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>The model's name: the name of its recipe.</summary>
    public required string Name { get; init; }

    /// <summary>The version of the product that made the model.</summary>
    public required string Version { get; init; }

    /// <summary>The classes, in the order of the outputs.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>The side of the square input, pixels.</summary>
    public required int InputSize { get; init; }

    /// <summary>The steps from an image to the network in order; each says whether it comes before the graph or is in it.</summary>
    public required IReadOnlyList<string> Preprocessing { get; init; }

    /// <summary>The temperature and the thresholds.</summary>
    public required Calibration Calibration { get; init; }

    /// <summary>The distance above which an image counts as unlike the training images; null if the graph does not measure it.</summary>
    public double? NoveltyLimit { get; init; }

    /// <summary>The network's name in recipes.</summary>
    public required string Network { get; init; }

    /// <summary>The number of the network's weights.</summary>
    public required long Parameters { get; init; }

    /// <summary>The text of the recipe as it was run.</summary>
    public required string Recipe { get; init; }

    /// <summary>The SHA-256 of <see cref="Recipe"/>, hexadecimal.</summary>
    public required string RecipeSha256 { get; init; }

    /// <summary>The seed of the run.</summary>
    public required long Seed { get; init; }

    /// <summary>The epoch after which the weights were taken, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>The SHA-256 of the dataset's manifest, hexadecimal.</summary>
    public required string DatasetSha256 { get; init; }

    /// <summary>Measured metrics by their path in <c>metrics.json</c> (<c>test.accuracy</c>); empty without a report.</summary>
    public IReadOnlyDictionary<string, double> Scores { get; init; } = new Dictionary<string, double>();

    /// <summary>What the model is for, and what it is not for.</summary>
    public required string IntendedUse { get; init; }

    /// <summary>Known limits.</summary>
    public IReadOnlyList<string> Limits { get; init; } = [];

    /// <summary>An image and its expected probabilities.</summary>
    public required SelfTest SelfTest { get; init; }

    /// <summary>What the training images are; null, and no key in the JSON, if the file was exported without its dataset.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TrainedOn? TrainedOn { get; init; }

    /// <summary>How the graph computes, for example <c>8-bit integers</c>; null, and no key in the JSON, if in float32.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Arithmetic { get; init; }

    /// <summary>The classes that the model was trained without; null, and no key in the JSON, if it saw all of them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Finding>? UntrainedClasses { get; init; }

    /// <summary>The fold of the controls that the model did not learn from; null, and no key in the JSON, without such training.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public HeldOutFold? HeldOutControls { get; init; }
}

/// <summary>The training images of a model, counted: outside of these ages and views nobody knows what it does.</summary>
/// <param name="Collections">Images by the collection's short name, among them the controls that were learned from.</param>
/// <param name="Ages">Images of the three classes by age in years, in bands; <c>not known</c> if the collection does not say.</param>
/// <param name="Views">Images of the three classes by view, PA or AP; <c>not known</c> if the collection does not say.</param>
public sealed record TrainedOn(
    IReadOnlyDictionary<string, int> Collections, IReadOnlyDictionary<string, int> Ages, IReadOnlyDictionary<string, int> Views);

/// <summary>A drawn image and the outputs that the model must give it; every model file contains one.</summary>
public sealed record SelfTest
{
    /// <summary>
    /// The <see cref="Tolerance"/> of a graph of 8-bit integers: of two processors one may round a value up and the other down, and the
    /// next layers make more of it.
    /// </summary>
    public const double RoundedTolerance = 0.02;

    /// <summary>[s, s], gray, row by row; s is the model's input size. Base64 in the file.</summary>
    public required byte[] Pixels { get; init; }

    /// <summary>[3], calibrated probabilities in the order of the card's labels.</summary>
    public required IReadOnlyList<double> Probabilities { get; init; }

    /// <summary>The largest difference that passes, relative to an output's largest value if that is above 1.</summary>
    public double Tolerance { get; init; } = 1e-4;

    /// <summary>[3], scores before calibration and softmax; empty in files before 0.3.0.</summary>
    public IReadOnlyList<double> Scores { get; init; } = [];

    /// <summary>[3, h, w], maps; empty if the network has none, and in files before 0.3.0.</summary>
    public IReadOnlyList<double> Maps { get; init; } = [];

    /// <summary>The distance from the training images; null if it is not measured, and in files before 0.3.0.</summary>
    public double? Novelty { get; init; }
}
