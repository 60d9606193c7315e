using System.Text.Json;
using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Inference.Pipeline;

namespace CovidCxr.Service.Telemetry;

/// <summary>What is watched of an image: the model's scores, and features of the picture.</summary>
/// <param name="Values">By name: <c>p_covid19</c>, <c>p_normal</c>, <c>p_pneumonia</c>, <c>confidence</c>, <c>novelty</c>, <c>brightness</c>,
/// <c>contrast</c>.</param>
public sealed record DriftValues(IReadOnlyDictionary<string, double> Values)
{
    /// <summary>Measures a predicted image.</summary>
    public static DriftValues Of(PredictedImage image)
    {
        var values = Findings.All.ToDictionary(finding => $"p_{finding.Key()}", finding => image.Prediction.Probabilities![(int)finding]);
        values["confidence"] = image.Prediction.Probabilities!.Max();
        if (image.Output.Novelty is { } novelty)
            values["novelty"] = novelty; // the distance from the training images by the network's own features
        var pixels = image.Image.Pixels;
        var mean = pixels.Average(value => (double)value);
        values["brightness"] = mean;
        values["contrast"] = Math.Sqrt(pixels.Average(value => (value - mean) * (value - mean)));
        return new(values);
    }
}

/// <summary>The distributions of the watched values on images like the training images: the edges of ten bins that hold a tenth each.</summary>
/// <param name="Model">The model that they were measured with.</param>
/// <param name="Dataset">The fingerprint of the dataset.</param>
/// <param name="Images">The number of images.</param>
/// <param name="Edges">[9] rising edges by the value's name.</param>
public sealed record DriftReference(string Model, string Dataset, int Images, IReadOnlyDictionary<string, double[]> Edges)
{
    /// <summary>Bins of a value.</summary>
    public const int Bins = 10;

    /// <summary>The reference of the shipped model, beside the program.</summary>
    public static string ShippedFile { get; } = Path.Combine(AppContext.BaseDirectory, "models", "covidcxr-reference.json");

    /// <summary>Measures a reference.</summary>
    /// <param name="model">The model.</param>
    /// <param name="dataset">The fingerprint of the dataset.</param>
    /// <param name="measured">At least as many as there are bins.</param>
    /// <exception cref="InputException">There are too few images.</exception>
    public static DriftReference Measure(string model, string dataset, IReadOnlyList<DriftValues> measured)
    {
        if (measured.Count < Bins)
            throw new InputException($"the dataset has {measured.Count} validation images, too few for {Bins} bins; build a larger one");
        return new(model, dataset, measured.Count, measured[0].Values.Keys.ToDictionary(name => name, name =>
        {
            var sorted = measured.Select(values => values.Values[name]).Order().ToArray();
            return Enumerable.Range(1, Bins - 1).Select(k => Math.Round(sorted[k * sorted.Length / Bins], 9)).ToArray();
        }));
    }

    /// <summary>Reads a reference.</summary>
    /// <exception cref="InputException">The file cannot be read or is none.</exception>
    public static DriftReference Read(string file)
    {
        try
        {
            var reference = JsonSerializer.Deserialize<DriftReference>(File.ReadAllText(file), Json.SnakeCase);
            return reference is { Edges.Count: > 0 } && reference.Edges.Values.All(edges => edges.Length == Bins - 1) ? reference
                : throw new JsonException("it has no edges");
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw FileError.CannotRead($"Service:Reference {file}", e);
        }
        catch (JsonException e)
        {
            throw new InputException($"Service:Reference {file}: is no file of 'covidcxr serve reference'; make it again", e);
        }
    }

    /// <summary>The text of the file.</summary>
    public string ToJson() => Json.Write(this, Json.SnakeCase);

    /// <summary>The bin of a value, 0 to 9.</summary>
    public int BinOf(string name, double value)
    {
        var edges = Edges[name];
        var bin = 0;
        while (bin < edges.Length && value >= edges[bin])
            bin++;
        return bin;
    }
}
