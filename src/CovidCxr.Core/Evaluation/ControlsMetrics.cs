using CovidCxr.Core.Metrics;

namespace CovidCxr.Core.Evaluation;

/// <summary>
/// How a network classifies adults without COVID-19 from the collections of the COVID-19 images. In the three-class sets
/// nearly every adult has COVID-19 and nearly no child has, so a network can score well by telling adults from children or one
/// source from another. That does not help it here.
/// </summary>
public sealed class ControlsMetrics
{
    private ControlsMetrics(IReadOnlyList<ScoredImage> covid, IReadOnlyList<ScoredControl> controls, long seed)
    {
        Images = controls.Count;
        CovidImages = covid.Count;
        var called = controls.Count(IsCalled);
        CalledCovid19 = (double)called / controls.Count;

        var ownGroups = new GroupBootstrap(controls.Select(control => control.Group), seed);
        Groups = ownGroups.Groups;
        CalledCovid19Interval = ownGroups.Share(i => IsCalled(controls[i]), _ => true);
        var spelling = FindingSpelling.Of(controls.Select(control => control.Finding));
        ByFinding =
        [
            .. controls
                .GroupBy(control => spelling.For(control.Finding))
                .Select(g => new ControlFinding(g.Key, g.Count(), g.Count(IsCalled)))
                .OrderByDescending(f => f.Images)
                .ThenBy(f => f.Finding, StringComparer.Ordinal),
        ];

        if (covid.Count == 0)
            return;
        Roc = new RocCurve(
            [
                .. covid.Select(image => image.Probabilities[(int)Finding.Covid19]),
                .. controls.Select(control => control.Probabilities[(int)Finding.Covid19]),
            ],
            [.. covid.Select(_ => true), .. controls.Select(_ => false)]);
        // A patient can have images of both kinds, taken at different times; they are then in one group.
        var allGroups = new GroupBootstrap([.. covid.Select(image => image.Group), .. controls.Select(control => control.Group)], seed);
        AucInterval = allGroups.Of(Roc.ResampledAuc);
    }

    /// <summary>The number of control images, at least 1.</summary>
    public int Images { get; }

    /// <summary>The number of their patient groups.</summary>
    public int Groups { get; }

    /// <summary>The number of COVID-19 test images that the controls are compared with; may be 0.</summary>
    public int CovidImages { get; }

    /// <summary>COVID-19 test images (positive) against controls by the COVID-19 probability; null without COVID-19 test images.</summary>
    public RocCurve? Roc { get; }

    /// <summary>The area under <see cref="Roc"/>, 0..1; 0.5 is chance, null without COVID-19 test images.</summary>
    public double? AucVersusCovid19 => Roc?.Auc;

    /// <summary>The 95 % interval of <see cref="AucVersusCovid19"/>, by bootstrap over all groups; null if undefined.</summary>
    public Interval? AucInterval { get; }

    /// <summary>The share of controls classified as COVID-19, 0..1; lower is better.</summary>
    public double CalledCovid19 { get; }

    /// <summary>The 95 % interval of <see cref="CalledCovid19"/>, by bootstrap over the controls' groups; null if undefined.</summary>
    public Interval? CalledCovid19Interval { get; }

    /// <summary>The controls' own findings, the most frequent first.</summary>
    public IReadOnlyList<ControlFinding> ByFinding { get; }

    /// <summary>Measures the controls.</summary>
    /// <param name="test">The test set; only its COVID-19 images are used.</param>
    /// <param name="controls">At least one.</param>
    /// <param name="seed">The bootstrap's seed; default 0.</param>
    /// <exception cref="ArgumentException">There is no control, or an image does not have three probabilities from 0 to 1.</exception>
    public static ControlsMetrics Measure(IReadOnlyList<ScoredImage> test, IReadOnlyList<ScoredControl> controls, long seed = 0)
    {
        if (controls.Count == 0)
            throw new ArgumentException("there is no control to measure", nameof(controls));
        ScoredImage[] covid = [.. test.Where(image => image.Actual == Finding.Covid19)];
        foreach (var image in covid)
            image.Check();
        foreach (var control in controls)
            control.Check();
        return new ControlsMetrics(covid, controls, seed);
    }

    private static bool IsCalled(ScoredControl control) => control.Predicted == Finding.Covid19;
}

/// <summary>The controls of one finding.</summary>
/// <param name="Finding">The finding in its most frequent spelling.</param>
/// <param name="Images">The number of its images, at least 1.</param>
/// <param name="CalledCovid19">How many of them were classified as COVID-19.</param>
public sealed record ControlFinding(string Finding, int Images, int CalledCovid19);
