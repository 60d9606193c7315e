namespace CovidCxr.Core.Metrics;

/// <summary>Chooses thresholds for each finding against the others.</summary>
public static class OperatingPointChoice
{
    // The names of the points contain it too.
    private const double Target = 0.95;

    /// <summary>
    /// Chooses two thresholds for each finding: the highest with a sensitivity of 0.95 and the lowest with a specificity of 0.95.
    /// There are none for a finding that no image or every image has.
    /// </summary>
    /// <param name="images">The scored images of validation, calibrated.</param>
    public static IReadOnlyList<OperatingPoint> Choose(IReadOnlyList<ScoredImage> images) =>
        [.. Findings.All.SelectMany(finding => ChooseFor(finding, images))];

    private static IEnumerable<OperatingPoint> ChooseFor(Finding finding, IReadOnlyList<ScoredImage> images)
    {
        var with = images.Where(i => i.Actual == finding).Select(i => i.Probabilities[(int)finding]).Order().ToArray();
        var without = images.Where(i => i.Actual != finding).Select(i => i.Probabilities[(int)finding]).Order().ToArray();
        if (with.Length == 0 || without.Length == 0)
            yield break;

        OperatingPoint At(string name, double threshold) => new(
            name,
            finding,
            threshold,
            Sensitivity: (double)with.Count(p => p >= threshold) / with.Length,
            Specificity: (double)without.Count(p => p < threshold) / without.Length);

        // Of n sorted images, those from index floor(0.05 n) on are at least 0.95 of them.
        yield return At("sensitivity 0.95", with[(int)Math.Floor(with.Length * (1 - Target))]);
        // One step above the highest negative that must still be called negative.
        var negative = without[(int)Math.Ceiling(without.Length * Target) - 1];
        yield return At("specificity 0.95", Math.Min(1, Math.BitIncrement(negative)));
    }
}
