using CovidCxr.Core.Metrics;
using CovidCxr.Core.ModelCards;

namespace CovidCxr.Core.Evaluation;

/// <summary>
/// Everything that is reported of one set of scored images. A class's figure is over its highest-probability predictions;
/// <see cref="AtHalf"/> alone is the paper's precision and recall. Macro figures are plain means over the classes that have
/// images, so on a set with a single class they say little, and the macro AUC is then not defined.
/// </summary>
public sealed class ClassificationMetrics
{
    private ClassificationMetrics(IReadOnlyList<ScoredImage> images, long seed)
    {
        Images = images.Count;
        Confusion = new ConfusionMatrix(images);
        AtHalf = MicroAtHalf.Of(images);
        PlainLoss = CrossEntropy.Plain.Mean(images);
        PaperTrainingLoss = CrossEntropy.PaperTraining.Mean(images);
        PaperTestLoss = CrossEntropy.PaperTest.Mean(images);
        Calibration = new CalibrationError(images);

        var bootstrap = new GroupBootstrap(images.Select(image => image.Group), seed);
        Groups = bootstrap.Groups;
        AccuracyInterval = bootstrap.Share(i => images[i].Predicted == images[i].Actual, _ => true);
        Classes = [.. Findings.All.Select(finding => OfClass(images, finding, bootstrap))];
        MacroAucInterval = bootstrap.Of(ResampledMacroAuc);
    }

    /// <summary>Images measured, at least 1.</summary>
    public int Images { get; }

    /// <summary>Groups among them, the unit of every interval by bootstrap.</summary>
    public int Groups { get; }

    /// <summary>The share of images whose highest probability is their own class's, 0..1.</summary>
    public double Accuracy => Confusion.Accuracy;

    /// <summary>Its 95 % interval; null with fewer than two groups.</summary>
    public Interval? AccuracyInterval { get; }

    /// <summary>Table 3's precision and recall.</summary>
    public MicroAtHalf AtHalf { get; }

    /// <summary>The cross-entropy without smoothing or weights, nats.</summary>
    public double PlainLoss { get; }

    /// <summary>Table 3's loss of the training set: smoothed and weighted, nats.</summary>
    public double PaperTrainingLoss { get; }

    /// <summary>Table 3's loss of the test set: smoothed, not weighted, nats.</summary>
    public double PaperTestLoss { get; }

    /// <summary>Who was read as what.</summary>
    public ConfusionMatrix Confusion { get; }

    /// <summary>The three classes, in the order of <see cref="Findings.All"/>.</summary>
    public IReadOnlyList<ClassMetrics> Classes { get; }

    /// <summary>The mean precision of the classes that have images, 0..1.</summary>
    public double MacroPrecision => MeanOfPresent(c => c.Precision) ?? 0;

    /// <summary>The mean recall of the classes that have images (balanced accuracy), 0..1.</summary>
    public double MacroRecall => MeanOfPresent(c => c.Recall) ?? 0;

    /// <summary>The mean F1 of the classes that have images, 0..1.</summary>
    public double MacroF1 => MeanOfPresent(c => c.F1) ?? 0;

    /// <summary>The mean one-vs-rest AUC of the classes that have images, 0..1; null with fewer than two such classes.</summary>
    public double? MacroAuc => MeanOfPresent(c => c.Auc);

    /// <summary>Its 95 % interval; null where it is not defined.</summary>
    public Interval? MacroAucInterval { get; }

    /// <summary>ECE of 15 equal-mass bins, and the reliability table.</summary>
    public CalibrationError Calibration { get; }

    /// <summary>The figures of one class.</summary>
    public ClassMetrics this[Finding finding] => Classes[(int)finding];

    /// <summary>Measures a set of images.</summary>
    /// <param name="images">At least one; a class may be missing, then its undefined figures are null or NaN.</param>
    /// <param name="seed">The bootstrap's seed; default 0.</param>
    /// <exception cref="ArgumentException">There is no image, or an image does not have three probabilities from 0 to 1.</exception>
    public static ClassificationMetrics Measure(IReadOnlyList<ScoredImage> images, long seed = 0)
    {
        if (images.Count == 0)
            throw new ArgumentException("there is no image to measure", nameof(images));
        foreach (var image in images)
            Scores.Check(image.Path, image.Probabilities);
        return new ClassificationMetrics(images, seed);
    }

    private ClassMetrics OfClass(IReadOnlyList<ScoredImage> images, Finding finding, GroupBootstrap bootstrap)
    {
        bool Actual(int i) => images[i].Actual == finding;
        bool Predicted(int i) => images[i].Predicted == finding;
        return new ClassMetrics(
            finding,
            Confusion.Actual(finding),
            Confusion.Predicted(finding),
            Confusion.Precision(finding),
            bootstrap.Share(Actual, Predicted),
            Confusion.Recall(finding),
            bootstrap.Share(Predicted, Actual),
            Confusion.F1(finding),
            RocCurve.OneVersusRest(images, finding),
            TrueClassProbability.Of(images, finding));
    }

    private double? MeanOfPresent(Func<ClassMetrics, double?> figure) =>
        Classes.Where(c => c.Images > 0).Select(figure).Average();

    /// <summary>NaN as soon as one class has lost all its images in the resample: the mean would be another figure.</summary>
    private double ResampledMacroAuc(int[] copies) =>
        Classes.Where(c => c.Images > 0).Average(c => c.Roc.ResampledAuc(copies));
}

/// <summary>The figures of one class, by the highest probability, with 95 % intervals by <see cref="GroupBootstrap"/>.</summary>
/// <param name="Finding">The class.</param>
/// <param name="Images">Images of the class.</param>
/// <param name="Predicted">Images read as the class.</param>
/// <param name="Precision">See <see cref="ConfusionMatrix.Precision"/>; 0..1 or null.</param>
/// <param name="PrecisionInterval">Its interval; null where it is not defined.</param>
/// <param name="Recall">See <see cref="ConfusionMatrix.Recall"/>; 0..1 or null.</param>
/// <param name="RecallInterval">Its interval; null where it is not defined.</param>
/// <param name="F1">See <see cref="ConfusionMatrix.F1"/>; 0..1 or null.</param>
/// <param name="Roc">The class against the rest; its area is NaN where the class or the rest has no image.</param>
/// <param name="TrueProbability">Table 4's row of the class.</param>
public sealed record ClassMetrics(
    Finding Finding,
    int Images,
    int Predicted,
    double? Precision,
    Interval? PrecisionInterval,
    double? Recall,
    Interval? RecallInterval,
    double? F1,
    RocCurve Roc,
    TrueClassProbability TrueProbability)
{
    /// <summary>The area under <see cref="Roc"/>, 0..1; null where it is not defined.</summary>
    public double? Auc => double.IsNaN(Roc.Auc) ? null : Roc.Auc;
}
