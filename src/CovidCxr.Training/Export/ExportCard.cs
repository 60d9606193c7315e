using System.Security.Cryptography;
using System.Text;
using CovidCxr.Core;
using CovidCxr.Core.ModelCards;
using CovidCxr.Datasets;
using CovidCxr.Training.Scoring;

namespace CovidCxr.Training.Export;

/// <summary>Fills in a run's model card.</summary>
internal static class ExportCard
{
    private const string IntendedUse =
        "For research and teaching on frontal chest X-rays. Not a medical device: no decision about a patient may rest on it.";

    private const string Confounded =
        "The classes are confounded with their collections, ages and hospitals, and a network can score well by telling these apart. "
        + "The scores under controls say how it treats adults without COVID-19 from the collections of the COVID-19 images.";

    private const string ThreeAnswers =
        "It knows three answers. Other diseases, lateral views, other parts of the body, CT and pictures that are no X-rays get one of "
        + "the three all the same; predict refers most of them to a person, and not all.";

    /// <summary>Makes the card of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="data">The dataset of the training; null if it is not at hand.</param>
    /// <param name="untrained">The classes that it was trained without.</param>
    /// <param name="calibration">Temperature and thresholds.</param>
    /// <param name="noveltyLimit">The distance above which an image is unlike the training images; null if it is not measured.</param>
    /// <param name="scores">Measured figures by name.</param>
    /// <param name="selfTest">The drawn image and torch's answer.</param>
    public static ModelCard Of(
        TrainedRun run,
        Dataset? data,
        IReadOnlyList<Finding> untrained,
        Calibration calibration,
        double? noveltyLimit,
        IReadOnlyDictionary<string, double> scores,
        SelfTest selfTest)
    {
        var recipe = File.ReadAllText(run.Folder.Recipe);
        return new ModelCard
        {
            Name = run.Recipe.Name,
            Version = ProductVersion.Number,
            Labels = [.. Findings.All.Select(finding => finding.Name())],
            InputSize = run.Recipe.InputSize,
            Preprocessing = Preprocessing(run),
            Calibration = calibration,
            NoveltyLimit = noveltyLimit,
            Network = run.Recipe.Network,
            Parameters = run.Parameters,
            Recipe = recipe,
            RecipeSha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(recipe))),
            Seed = run.Description.Seed,
            Epoch = run.Epoch,
            DatasetSha256 = run.Description.Dataset,
            Scores = scores,
            IntendedUse = IntendedUse,
            Limits = [Confounded, .. Confounding(data), ThreeAnswers, .. untrained.Select(finding =>
                $"It was trained without images of {finding.Name()} and cannot recognise it.")],
            SelfTest = selfTest,
            TrainedOn = data is null ? null : CountsOf(run.Description.HeldOut.LearnedFrom(data)),
            HeldOutControls = run.Description.HeldOut.Controls,
            UntrainedClasses = untrained.Count > 0 ? untrained : null,
        };
    }

    private static IEnumerable<string> Confounding(Dataset? data) =>
        data is null ? [] : [Datasets.Confounding.Sentence(data.Images)];

    private static TrainedOn CountsOf(IReadOnlyList<DatasetImage> images) => new(
        images.CountBy(image => image.Source).OrderBy(count => count.Key, StringComparer.Ordinal).ToDictionary(),
        Datasets.Confounding.ByAge(images).ToDictionary(row => row.Value, row => row.Images),
        Datasets.Confounding.ByView(images).ToDictionary(row => row.Value, row => row.Images));

    private static List<string> Preprocessing(TrainedRun run) =>
    [
        "before the graph: turned upright by the EXIF tag, transparency laid on black, 8-bit luminance",
        $"before the graph: stretched to {run.Recipe.InputSize} x {run.Recipe.InputSize} pixels without keeping the aspect ratio, "
            + "antialiased when it shrinks, bilinear when it grows",
        "in the graph: divided by 255",
        .. run.Network.Preprocessing.Select(step => $"in the graph: {step}"),
    ];
}
