using CovidCxr.Core.Metrics;

namespace CovidCxr.Core.Evaluation;

/// <summary>
/// All reported metrics of one set of scored images. Metrics of a class use the class of the highest probability; only
/// <see cref="AtHalf"/> is the paper's precision and recall. Macro metrics are plain means over the three classes: they are not defined
/// on a set that lacks a class, because a mean over the others is another metric and mostly a better one.
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

    /// <summary>The number of images, at least 1.</summary>
    public int Images { get; }

    /// <summary>The number of patient groups, the unit of every bootstrap interval.</summary>
    public int Groups { get; }

    /// <summary>The share of images whose true class has the highest probability, 0..1.</summary>
    public double Accuracy => Confusion.Accuracy;

    /// <summary>The 95 % interval of <see cref="Accuracy"/>; null with fewer than two groups.</summary>
    public Interval? AccuracyInterval { get; }

    /// <summary>Table 3's precision and recall.</summary>
    public MicroAtHalf AtHalf { get; }

    /// <summary>The cross-entropy without smoothing and weights, nats.</summary>
    public double PlainLoss { get; }

    /// <summary>The loss that table 3 gives for the training set: smoothed and weighted, nats.</summary>
    public double PaperTrainingLoss { get; }

    /// <summary>The loss that table 3 gives for the test set: smoothed, not weighted, nats.</summary>
    public double PaperTestLoss { get; }

    /// <summary>How often each class was classified as each class.</summary>
    public ConfusionMatrix Confusion { get; }

    /// <summary>The three classes, in the order of <see cref="Findings.All"/>.</summary>
    public IReadOnlyList<ClassMetrics> Classes { get; }

    /// <summary>The mean precision of the classes, 0..1; null if that of a class is not defined.</summary>
    public double? MacroPrecision => Mean(c => c.Precision);

    /// <summary>The mean recall of the classes (balanced accuracy), 0..1; null if a class has no image.</summary>
    public double? MacroRecall => Mean(c => c.Recall);

    /// <summary>The mean F1 of the classes, 0..1; null if a class has no image.</summary>
    public double? MacroF1 => Mean(c => c.F1);

    /// <summary>The mean one-vs-rest AUC of the classes, 0..1; null if a class has no image.</summary>
    public double? MacroAuc => Mean(c => c.Auc);

    /// <summary>The 95 % interval of <see cref="MacroAuc"/>; null if undefined.</summary>
    public Interval? MacroAucInterval { get; }

    /// <summary>The expected calibration error over 15 bins of equal mass, and the reliability table.</summary>
    public CalibrationError Calibration { get; }

    /// <summary>The metrics of one class.</summary>
    public ClassMetrics this[Finding finding] => Classes[(int)finding];

    /// <summary>Measures a set of images.</summary>
    /// <param name="images">At least one. Undefined metrics of a class without images are null or NaN.</param>
    /// <param name="seed">The bootstrap's seed; default 0.</param>
    /// <exception cref="ArgumentException">There is no image, or an image does not have three probabilities from 0 to 1.</exception>
    public static ClassificationMetrics Measure(IReadOnlyList<ScoredImage> images, long seed = 0)
    {
        if (images.Count == 0)
            throw new ArgumentException("there is no image to measure", nameof(images));
        foreach (var image in images)
            image.Check();
        return new ClassificationMetrics(images, seed);
    }

    private ClassMetrics OfClass(IReadOnlyList<ScoredImage> images, Finding finding, GroupBootstrap bootstrap)
    {
        bool Actual(int i) => images[i].Actual == finding;
        bool Predicted(int i) => images[i].Predicted == finding;
        var precision = Confusion.Precision(finding);
        return new ClassMetrics(
            finding,
            Confusion.Actual(finding),
            Confusion.Predicted(finding),
            precision,
            precision is null ? null : bootstrap.Share(Actual, Predicted),
            Confusion.Recall(finding),
            bootstrap.Share(Predicted, Actual),
            Confusion.F1(finding),
            RocCurve.OneVersusRest(images, finding),
            TrueClassProbability.Of(images, finding));
    }

    private double? Mean(Func<ClassMetrics, double?> metric) =>
        Classes.Select(metric).ToList() is var values && values.TrueForAll(value => value is not null) ? values.Average() : null;

    /// <summary>NaN if the resample lacks a class, as the macro AUC is then not defined.</summary>
    private double ResampledMacroAuc(int[] copies) => Classes.Average(c => c.Roc.ResampledAuc(copies));
}

/// <summary>The metrics of one class by the highest probability, with 95 % intervals from <see cref="GroupBootstrap"/>.</summary>
/// <param name="Finding">The class.</param>
/// <param name="Images">The number of images of the class.</param>
/// <param name="Predicted">The number of images classified as it.</param>
/// <param name="Precision">See <see cref="ConfusionMatrix.Precision"/>; 0..1 or null.</param>
/// <param name="PrecisionInterval">The interval of the precision; null if undefined.</param>
/// <param name="Recall">See <see cref="ConfusionMatrix.Recall"/>; 0..1 or null.</param>
/// <param name="RecallInterval">The interval of the recall; null if undefined.</param>
/// <param name="F1">See <see cref="ConfusionMatrix.F1"/>; 0..1 or null.</param>
/// <param name="Roc">The class against the rest; the area is NaN if the class or the rest has no image.</param>
/// <param name="TrueProbability">The class's row of table 4.</param>
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
    /// <summary>The area under <see cref="Roc"/>, 0..1; null if undefined.</summary>
    public double? Auc => double.IsNaN(Roc.Auc) ? null : Roc.Auc;
}
