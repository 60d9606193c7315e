using CovidCxr.Core;
using CovidCxr.Core.Audits;
using CovidCxr.Core.Metrics;

namespace CovidCxr.Audit.Measuring;

/// <summary>How well the classes are told, with intervals by bootstrap over patient groups.</summary>
/// <param name="Images">The images measured, at least one.</param>
internal sealed record Skill(IReadOnlyList<ScoredImage> Images)
{
    private readonly GroupBootstrap bootstrap = new(Images.Select(image => image.Group));

    // Each class that has images and is not all of them, against the rest.
    private readonly IReadOnlyList<RocCurve> curves =
    [
        .. Findings.All.Where(finding => Images.Any(image => image.Actual == finding) && Images.Any(image => image.Actual != finding))
            .Select(finding => RocCurve.OneVersusRest(Images, finding)),
    ];

    /// <summary>The bootstrap over the images' groups.</summary>
    public GroupBootstrap Bootstrap => bootstrap;

    /// <summary>The share of images whose class is the most likely one, 0 to 1.</summary>
    public double Accuracy => (double)Images.Count(IsRight) / Images.Count;

    /// <summary>
    /// The mean area under the ROC curves of the classes that have images, each against the rest: the macro AUC if all three have. 0.5 is
    /// chance; null if a single class has images.
    /// </summary>
    public double? MeanAuc => curves.Count == 0 ? null : curves.Average(curve => curve.Auc);

    /// <summary>The interval of <see cref="Accuracy"/>.</summary>
    public Interval? AccuracyInterval => bootstrap.Share(i => IsRight(Images[i]), _ => true);

    /// <summary>The interval of <see cref="MeanAuc"/>; null if undefined.</summary>
    public Interval? AucInterval => curves.Count == 0 ? null : bootstrap.Of(ResampledAuc);

    /// <summary>What the AUC is called: it says how many classes it is the mean of.</summary>
    public string AucName => curves.Count == Findings.Count ? "macro AUC" : $"mean AUC of {curves.Count} classes";

    /// <summary>The interval of how much more accurate these answers are than others about the same images.</summary>
    public Interval? AccuracyGain(IReadOnlyList<ScoredImage> others) => bootstrap.Of(copies =>
    {
        double gained = 0, all = 0;
        for (var i = 0; i < copies.Length; i++)
        {
            all += copies[i];
            gained += copies[i] * ((IsRight(Images[i]) ? 1 : 0) - (IsRight(others[i]) ? 1 : 0));
        }
        return gained / all;
    });

    /// <summary>The accuracy as a figure.</summary>
    public AuditFigure AccuracyFigure(string key, string name, string meaning) =>
        new(key, name, Accuracy, AccuracyInterval, Images.Count, meaning);

    /// <summary>The mean AUC as a figure.</summary>
    public AuditFigure AucFigure(string key, string name, string meaning) => new(key, name, MeanAuc, AucInterval, Images.Count, meaning);

    private static bool IsRight(ScoredImage image) => image.Predicted == image.Actual;

    private double ResampledAuc(int[] copies) => curves.Average(curve => curve.ResampledAuc(copies));
}
