using System.Text.Json;
using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Inference.Pipeline;

namespace CovidCxr.Service.Telemetry;

/// <summary>What is watched of an image: the model's scores, and features of the picture.</summary>
/// <param name="Values">By name: <c>p_covid19</c>, <c>p_normal</c>, <c>p_pneumonia</c>, <c>confidence</c>, <c>novelty</c>,
/// <c>brightness</c>,
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

/// <summary>
/// The distributions of the watched values on images like the training images: the edges of ten bins that hold a tenth each, and what they
/// hold where many images have the same value.
/// </summary>
/// <param name="Model">The model that they were measured with.</param>
/// <param name="Dataset">The fingerprint of the dataset.</param>
/// <param name="Images">The number of images.</param>
/// <param name="Edges">[9] rising edges by the value's name.</param>
/// <param name="Counts">[10] images in each bin by the value's name.</param>
public sealed record DriftReference(
    string Model, string Dataset, int Images, IReadOnlyDictionary<string, double[]> Edges, IReadOnlyDictionary<string, int[]> Counts)
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
        var (edges, counts) = (new Dictionary<string, double[]>(), new Dictionary<string, int[]>());
        foreach (var name in measured[0].Values.Keys)
        {
            var sorted = measured.Select(values => values.Values[name]).Order().ToArray();
            edges[name] = [.. Enumerable.Range(1, Bins - 1).Select(k => sorted[k * sorted.Length / Bins])];
            counts[name] = new int[Bins];
            foreach (var value in sorted)
                counts[name][BinOf(edges[name], value)]++;
        }
        return new(model, dataset, measured.Count, edges, counts);
    }

    /// <summary>Reads a reference.</summary>
    /// <exception cref="InputException">The file cannot be read or is none.</exception>
    public static DriftReference Read(string file)
    {
        try
        {
            var reference = JsonSerializer.Deserialize<DriftReference>(File.ReadAllText(file), Json.SnakeCase);
            return reference is { Edges.Count: > 0, Counts: not null } && reference.Edges.Values.All(edges => edges.Length == Bins - 1)
                && reference.Edges.Keys.All(name => reference.Counts.GetValueOrDefault(name)?.Length == Bins) ? reference
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
    public int BinOf(string name, double value) => BinOf(Edges[name], value);

    /// <summary>The share of the images in each bin, as <see cref="ShareOf"/> counts.</summary>
    public double[] SharesOf(string name) => [.. Counts[name].Select(count => ShareOf(count, Images))];

    /// <summary>The share of a bin; half an image more in each, because an empty one has no logarithm.</summary>
    public static double ShareOf(int count, int images) => (count + 0.5) / (images + (0.5 * Bins));

    private static int BinOf(double[] edges, double value)
    {
        var bin = 0;
        while (bin < edges.Length && value >= edges[bin])
            bin++;
        return bin;
    }
}
