namespace CovidCxr.Core.Metrics;

/// <summary>
/// The receiver operating characteristic of one class against the rest. Equal scores move the curve in one slanted step,
/// so the area is exactly the probability that a positive scores above a negative, ties counted half (Hanley and McNeil 1982).
/// </summary>
public sealed class RocCurve
{
    private readonly int[] order;
    private readonly int[] tieEnds;
    private readonly bool[] positive;

    /// <param name="scores">[n] the higher, the more likely positive; not NaN.</param>
    /// <param name="positive">[n] which are positive in truth.</param>
    /// <exception cref="ArgumentException">There is no score, the lengths differ, or a score is NaN.</exception>
    public RocCurve(IReadOnlyList<double> scores, IReadOnlyList<bool> positive)
    {
        if (scores.Count == 0)
            throw new ArgumentException("there is no score", nameof(scores));
        if (scores.Count != positive.Count)
            throw new ArgumentException($"{positive.Count} truths do not fit {scores.Count} scores", nameof(positive));
        if (scores.Any(double.IsNaN))
            throw new ArgumentException("a score is NaN", nameof(scores));

        this.positive = [.. positive];
        order = [.. Enumerable.Range(0, scores.Count).OrderByDescending(i => scores[i])];
        tieEnds = TieEnds(scores, order);
        Points = Walk(scores);
        Auc = AucOf(copies: null);
    }

    /// <summary>
    /// From (0, 0) to (1, 1), one point for each distinct score by falling threshold; empty if there are no positives or no
    /// negatives.
    /// </summary>
    public IReadOnlyList<RocPoint> Points { get; }

    /// <summary>The area under the curve, 0..1; NaN if there are no positives or no negatives.</summary>
    public double Auc { get; }

    /// <summary>Makes the curve of one class against the other two.</summary>
    /// <param name="images">The scored images, at least one.</param>
    /// <param name="finding">The class whose probability is the score.</param>
    /// <exception cref="ArgumentException">There is no image.</exception>
    public static RocCurve OneVersusRest(IReadOnlyList<ScoredImage> images, Finding finding) => new(
        [.. images.Select(image => image.Probabilities[(int)finding])],
        [.. images.Select(image => image.Actual == finding)]);

    /// <summary>The area with <c>copies[i]</c> copies of score <c>i</c>, as a bootstrap needs it; nothing is sorted again.</summary>
    /// <param name="copies">[n] the number of copies of each score, not negative.</param>
    /// <returns>0..1; NaN if no positive or no negative is left.</returns>
    public double ResampledAuc(int[] copies)
    {
        if (copies.Length != order.Length)
            throw new ArgumentException($"{copies.Length} counts do not fit {order.Length} scores", nameof(copies));
        return AucOf(copies);
    }

    private double AucOf(int[]? copies)
    {
        long positives = 0, negatives = 0, doubledWins = 0;
        var start = 0;
        foreach (var end in tieEnds)
        {
            long tiedPositives = 0, tiedNegatives = 0;
            for (var i = start; i < end; i++)
            {
                var copy = copies?[order[i]] ?? 1;
                if (positive[order[i]])
                    tiedPositives += copy;
                else
                    tiedNegatives += copy;
            }
            doubledWins += tiedNegatives * ((2 * positives) + tiedPositives);
            positives += tiedPositives;
            negatives += tiedNegatives;
            start = end;
        }
        return positives == 0 || negatives == 0 ? double.NaN : doubledWins / (2.0 * positives * negatives);
    }

    private RocPoint[] Walk(IReadOnlyList<double> scores)
    {
        var positives = positive.Count(p => p);
        var negatives = positive.Length - positives;
        if (positives == 0 || negatives == 0)
            return [];

        var points = new List<RocPoint>(tieEnds.Length + 1) { new(double.PositiveInfinity, 0, 0) };
        int hits = 0, start = 0;
        foreach (var end in tieEnds)
        {
            for (var i = start; i < end; i++)
                hits += positive[order[i]] ? 1 : 0;
            points.Add(new RocPoint(scores[order[end - 1]], (double)(end - hits) / negatives, (double)hits / positives));
            start = end;
        }
        return [.. points];
    }

    /// <summary>The end of each run of equal scores in the sorted order, exclusive.</summary>
    private static int[] TieEnds(IReadOnlyList<double> scores, int[] order)
    {
        var ends = new List<int>();
        for (var i = 1; i < order.Length; i++)
            if (scores[order[i]] != scores[order[i - 1]])
                ends.Add(i);
        ends.Add(order.Length);
        return [.. ends];
    }
}

/// <summary>One point of a ROC curve: images that score at least <paramref name="Threshold"/> are called positive.</summary>
/// <param name="Threshold">A score; infinite at the start of the curve, where nothing is called positive.</param>
/// <param name="FalsePositiveRate">The share of negatives called positive, 0..1.</param>
/// <param name="TruePositiveRate">The share of positives called positive, 0..1.</param>
public readonly record struct RocPoint(double Threshold, double FalsePositiveRate, double TruePositiveRate);
