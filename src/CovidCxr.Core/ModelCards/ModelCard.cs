using CovidCxr.Core.Metrics;

namespace CovidCxr.Core.ModelCards;

/// <summary>What a model file says of itself (Mitchell et al. 2019, model cards): travels inside the file as JSON.</summary>
public sealed record ModelCard
{
    /// <summary>The name under which the JSON stands in the file's metadata.</summary>
    public const string MetadataKey = "card";

    /// <summary>The version of this layout that this program writes and reads.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The version of this layout.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>The model's name, that of its recipe.</summary>
    public required string Name { get; init; }

    /// <summary>Version of the product that made it.</summary>
    public required string Version { get; init; }

    /// <summary>The classes, in the order of the outputs.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>Side of the square input, pixels.</summary>
    public required int InputSize { get; init; }

    /// <summary>Every step from a picture to the network, in order, each said to be done before the graph or in it.</summary>
    public required IReadOnlyList<string> Preprocessing { get; init; }

    /// <summary>Temperature and thresholds.</summary>
    public required Calibration Calibration { get; init; }

    /// <summary>Distance from the training images above which an image counts as unlike them; null where the graph does not measure it.</summary>
    public double? NoveltyLimit { get; init; }

    /// <summary>The network's name in the catalog.</summary>
    public required string Network { get; init; }

    /// <summary>The number of its weights.</summary>
    public required long Parameters { get; init; }

    /// <summary>The recipe, as it was run.</summary>
    public required string Recipe { get; init; }

    /// <summary>SHA-256 of that recipe's text, hexadecimal.</summary>
    public required string RecipeSha256 { get; init; }

    /// <summary>The seed of the run.</summary>
    public required long Seed { get; init; }

    /// <summary>The epoch whose weights these are, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>SHA-256 of the dataset's manifest, hexadecimal.</summary>
    public required string DatasetSha256 { get; init; }

    /// <summary>Measured figures by name, as in <c>metrics.json</c> (<c>test.accuracy</c>); empty where none was given.</summary>
    public IReadOnlyDictionary<string, double> Scores { get; init; } = new Dictionary<string, double>();

    /// <summary>What it is for, and what it is not for.</summary>
    public required string IntendedUse { get; init; }

    /// <summary>Known limits.</summary>
    public IReadOnlyList<string> Limits { get; init; } = [];

    /// <summary>The golden self-test.</summary>
    public required SelfTest SelfTest { get; init; }
}
