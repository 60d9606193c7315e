using System.Globalization;
using CovidCxr.Core.Evaluation;
using CovidCxr.Training.Batches;

namespace CovidCxr.Training.Runs;

/// <summary>
/// Sums up loss, accuracy and the paper's precision and recall batch by batch. Precision and recall are micro-averaged over all class
/// scores above 0.5 (Keras <c>Precision</c>, <c>Recall</c>): an image without such a score counts as no prediction. The same metric as
/// <see cref="MicroAtHalf"/>, without keeping the scores.
/// </summary>
public sealed class EpochMeter
{
    /// <summary>Images seen.</summary>
    public long Count { get; private set; }

    /// <summary>Sum of the images' losses.</summary>
    public double LossSum { get; private set; }

    /// <summary>Images whose highest score is that of their class.</summary>
    public long Correct { get; private set; }

    /// <summary>Images whose class has a score above 0.5.</summary>
    public long TruePositives { get; private set; }

    /// <summary>Scores above 0.5.</summary>
    public long Positives { get; private set; }

    /// <summary>Mean loss.</summary>
    public double Loss => LossSum / Count;

    /// <summary>The part of the images that is classified correctly, 0 to 1.</summary>
    public double Accuracy => (double)Correct / Count;

    /// <summary>The correct part of the scores above 0.5; 0 if there are none, as in Keras.</summary>
    public double Precision => Positives == 0 ? 0 : (double)TruePositives / Positives;

    /// <summary>The part of the images whose class has a score above 0.5.</summary>
    public double Recall => (double)TruePositives / Count;

    /// <summary>Adds a batch.</summary>
    /// <param name="meanLoss">Its mean loss.</param>
    /// <param name="probabilities">[b * 3], image by image.</param>
    /// <param name="labels">[b], of <see cref="TrainingLabel"/>.</param>
    public void Add(double meanLoss, ReadOnlySpan<float> probabilities, ReadOnlySpan<int> labels)
    {
        var classes = probabilities.Length / labels.Length;
        for (var i = 0; i < labels.Length; i++)
        {
            var scores = probabilities.Slice(i * classes, classes);
            var best = 0;
            for (var k = 0; k < classes; k++)
            {
                if (scores[k] > scores[best])
                    best = k;
                if (scores[k] > 0.5f)
                    Positives++;
            }
            if (!TrainingLabel.Agrees(labels[i], best))
                continue;
            Correct++;
            if (scores[best] > 0.5f)
                TruePositives++;
        }
        Count += labels.Length;
        LossSum += meanLoss * labels.Length;
    }

    /// <summary>Writes the sums as one line, for a checkpoint within an epoch.</summary>
    public string Save() => FormattableString.Invariant($"{Count} {LossSum:R} {Correct} {TruePositives} {Positives}");

    /// <summary>Makes a meter that continues from the line of <see cref="Save"/>.</summary>
    /// <exception cref="FormatException">The line is damaged.</exception>
    public static EpochMeter Load(string line)
    {
        var parts = line.Split(' ');
        if (parts.Length != 5)
            throw new FormatException($"{parts.Length} sums instead of 5");
        return new EpochMeter
        {
            Count = long.Parse(parts[0], CultureInfo.InvariantCulture),
            LossSum = double.Parse(parts[1], CultureInfo.InvariantCulture),
            Correct = long.Parse(parts[2], CultureInfo.InvariantCulture),
            TruePositives = long.Parse(parts[3], CultureInfo.InvariantCulture),
            Positives = long.Parse(parts[4], CultureInfo.InvariantCulture),
        };
    }
}
