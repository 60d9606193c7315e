using System.Security.Cryptography;
using System.Text;
using CovidCxr.Core;
using CovidCxr.Core.ModelCards;
using CovidCxr.Training.Scoring;

namespace CovidCxr.Training.Export;

/// <summary>Fills in a run's model card.</summary>
internal static class ExportCard
{
    private const string IntendedUse =
        "For research and teaching on frontal chest X-rays. Not a medical device: no decision about a patient may rest on it.";

    private static readonly IReadOnlyList<string> Limits =
    [
        "The classes are confounded with their sources: COVID-19 images are adults from many hospitals, Normal and Pneumonia are children "
            + "of one hospital. A network can score well by telling adults from children. The scores under controls say how it treats "
            + "adults without COVID-19 from the same collections.",
        "It knows three answers. Other diseases, other views, CT and pictures that are no X-rays get one of the three all the same.",
    ];

    /// <summary>Makes the card of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="untrained">The classes that it was trained without.</param>
    /// <param name="calibration">Temperature and thresholds.</param>
    /// <param name="noveltyLimit">The distance above which an image is unlike the training images; null if it is not measured.</param>
    /// <param name="scores">Measured figures by name.</param>
    /// <param name="selfTest">The drawn image and torch's answer.</param>
    public static ModelCard Of(
        TrainedRun run,
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
            Limits = [.. Limits, .. untrained.Select(finding =>
                $"It was trained without images of {finding.Name()} and cannot recognise it.")],
            SelfTest = selfTest,
            HeldOutControls = run.Description.HeldOut.Controls,
            UntrainedClasses = untrained.Count > 0 ? untrained : null,
        };
    }

    private static List<string> Preprocessing(TrainedRun run) =>
    [
        "before the graph: turned upright by the EXIF tag, transparency laid on black, 8-bit luminance",
        $"before the graph: stretched to {run.Recipe.InputSize} x {run.Recipe.InputSize} pixels without keeping the aspect ratio, "
            + "antialiased when it shrinks, bilinear when it grows",
        "in the graph: divided by 255",
        .. run.Network.Preprocessing.Select(step => $"in the graph: {step}"),
    ];
}
