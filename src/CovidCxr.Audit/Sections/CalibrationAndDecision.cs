using System.Globalization;
using CovidCxr.Audit.Measuring;
using CovidCxr.Core;
using CovidCxr.Core.Audits;
using CovidCxr.Core.Metrics;

namespace CovidCxr.Audit.Sections;

/// <summary>Whether the probabilities mean what they say, and what acting on them is worth.</summary>
internal sealed class CalibrationAndDecision : IAuditQuestion
{
    private const double LargestError = 0.05;
    private const int Points = 100; // of a curve in a report

    private static readonly double[] Coverages = [0.8, 0.9, 0.95];
    private static readonly double[] Thresholds = [0.05, 0.1, 0.2, 0.5];

    /// <inheritdoc/>
    public AuditSection Ask(AuditContext context)
    {
        var test = context.Test;
        var bootstrap = new GroupBootstrap(test.Select(image => image.Group), resamples: 500); // bins are sorted anew in every resample
        var curve = new RiskCoverage(test);
        var decision = new DecisionCurve(
            [.. test.Select(image => image.Probabilities[(int)Finding.Covid19])],
            [.. test.Select(image => image.Actual == Finding.Covid19)]);
        return new AuditSection(
            8, "calibration_and_decision", "Calibration and decision",
            "Do the probabilities mean what they say, does the model know when it does not know, and is acting on it worth anything?")
        {
            Figures =
            [
                .. Calibration(test, bootstrap), .. Selection(context, test, curve, bootstrap), .. Benefit(test, decision),
                .. AtPrevalence(test, context.Subject.Prevalence),
            ],
            Tables = [Reliability(test)],
            Charts = [ReliabilityChart(test), RiskChart(curve), .. BenefitCharts(decision, test)],
            Notes = context.Subject.Prevalence is null
                ? ["PPV and NPV depend on how common COVID-19 is where the model is used; give it with --prevalence"] : [],
        };
    }

    private static IEnumerable<AuditFigure> Calibration(IReadOnlyList<ScoredImage> test, GroupBootstrap bootstrap)
    {
        Interval? Of(Func<IReadOnlyList<ScoredImage>, double> measure) => bootstrap.Of(copies => measure(Resampled(test, copies)));
        var interval = Of(images => new CalibrationError(images).Expected);
        yield return new(
            "ece", "expected calibration error", new CalibrationError(test).Expected, interval, test.Count,
            "The mean gap between the probability of the predicted class and the share that is right, over 15 bins of equal mass; "
            + "0 is none.")
        {
            IsAlarm = interval?.Low > LargestError,
            AlarmIf = $"the interval lies above {LargestError}",
        };
        yield return new(
            "brier", "Brier score", BrierScore.Mean(test), Of(BrierScore.Mean), test.Count,
            "The squared distance of the probabilities from the truth, summed over the classes: 0 is perfect, 0.667 knows nothing, "
            + "2 is worst.");
        yield return new(
            "nll", "negative log-likelihood", CrossEntropy.Plain.Mean(test), Of(CrossEntropy.Plain.Mean), test.Count,
            "Minus the mean logarithm of the probability of the true class, nats: 0 is perfect, 1.099 knows nothing.");
    }

    private static IEnumerable<AuditFigure> Selection(
        AuditContext context, IReadOnlyList<ScoredImage> test, RiskCoverage curve, GroupBootstrap bootstrap)
    {
        foreach (var coverage in Coverages)
            yield return new(
                FormattableString.Invariant($"accuracy_at_{coverage * 100:0}"),
                FormattableString.Invariant($"accuracy at {coverage * 100:0} % coverage"),
                curve.AccuracyAt(coverage),
                bootstrap.Of(copies => new RiskCoverage(Resampled(test, copies)).AccuracyAt(coverage)),
                test.Count,
                FormattableString.Invariant($"The share that is right if a person reads the {100 - (coverage * 100):0} % ")
                + "of which the model is least sure.");
        bool IsKept(int i) => !context.Answers[i].Refer;
        var kept = Enumerable.Range(0, test.Count).Count(IsKept);
        yield return new(
            "kept", "coverage of the rule to refer", (double)kept / test.Count, bootstrap.Share(IsKept, _ => true), test.Count,
            "The share of images that 'predict' does not refer to a person.");
        yield return new(
            "accuracy_kept", "accuracy on what is not referred",
            kept == 0 ? null : (double)Enumerable.Range(0, test.Count).Count(i => IsKept(i) && test[i].Predicted == test[i].Actual) / kept,
            bootstrap.Share(i => test[i].Predicted == test[i].Actual, IsKept), kept,
            "The share that is right among the images that 'predict' does not refer to a person.");
    }

    private static IEnumerable<AuditFigure> Benefit(IReadOnlyList<ScoredImage> test, DecisionCurve decision)
    {
        if (test.All(image => image.Actual != Finding.Covid19))
            yield break;
        var bootstrap = new GroupBootstrap(test.Select(image => image.Group));
        foreach (var threshold in Thresholds)
        {
            double Gain(int[]? copies) => decision.NetBenefit(threshold, copies) - Math.Max(0, decision.ActOnAll(threshold, copies));
            yield return new(
                FormattableString.Invariant($"net_benefit_{threshold * 100:0}"),
                FormattableString.Invariant($"net benefit for COVID-19 from {threshold * 100:0} % on"), Gain(null),
                bootstrap.Of(Gain), test.Count,
                FormattableString.Invariant(
                    $"What acting from a probability of {threshold * 100:0} % on gains over the better of acting on all and on none, ")
                + "in true positives per image; below 0 the model does harm.");
        }
    }

    private static IEnumerable<AuditFigure> AtPrevalence(IReadOnlyList<ScoredImage> test, double? prevalence)
    {
        if (prevalence is not { } share)
            yield break;
        PredictiveValues? At(int[] copies)
        {
            double found = 0, ill = 0, cleared = 0, healthy = 0;
            for (var i = 0; i < copies.Length; i++)
            {
                var (isIll, isCalled) = (test[i].Actual == Finding.Covid19, test[i].Predicted == Finding.Covid19);
                ill += isIll ? copies[i] : 0;
                healthy += isIll ? 0 : copies[i];
                found += isIll && isCalled ? copies[i] : 0;
                cleared += !isIll && !isCalled ? copies[i] : 0;
            }
            return ill == 0 || healthy == 0 ? null : PredictiveValues.At(found / ill, cleared / healthy, share);
        }
        var bootstrap = new GroupBootstrap(test.Select(image => image.Group));
        var values = At([.. Enumerable.Repeat(1, test.Count)]);
        var where = string.Create(CultureInfo.InvariantCulture, $"where {share * 100:0.##} % have COVID-19");
        yield return new(
            "ppv", $"PPV {where}", values?.Positive, bootstrap.Of(copies => At(copies)?.Positive ?? double.NaN), test.Count,
            $"The share of those called COVID-19 who have it, {where}, by the sensitivity and specificity measured here.");
        yield return new(
            "npv", $"NPV {where}", values?.Negative, bootstrap.Of(copies => At(copies)?.Negative ?? double.NaN), test.Count,
            $"The share of those not called COVID-19 who do not have it, {where}.");
    }

    private static AuditTable Reliability(IReadOnlyList<ScoredImage> test) => new(
        "reliability", "Reliability", ["bin", "images", "mean confidence", "share that is right"],
        [
            .. new CalibrationError(test).Bins.Select(
                (bin, i) => (IReadOnlyList<object?>)[$"{i + 1}", bin.Count, bin.Confidence, bin.Accuracy]),
        ]);

    private static AuditChart ReliabilityChart(IReadOnlyList<ScoredImage> test)
    {
        var bins = new CalibrationError(test).Bins;
        return new(
            "reliability", "Reliability", "mean confidence in the predicted class", "share that is right",
            [
                new("the model", [.. bins.Select(bin => bin.Confidence)], [.. bins.Select(bin => bin.Accuracy)]),
                new("perfectly calibrated", [0, 1], [0, 1]),
            ]);
    }

    private static AuditChart RiskChart(RiskCoverage curve)
    {
        var points = Thinned([.. curve.Points]);
        return new(
            "risk_coverage", "Errors among the surest images", "share of images kept", "share of errors among them",
            [new("the model", [.. points.Select(point => point.Coverage)], [.. points.Select(point => point.Risk)])]);
    }

    // Without COVID-19 there is no benefit to draw.
    private static IEnumerable<AuditChart> BenefitCharts(DecisionCurve decision, IReadOnlyList<ScoredImage> test)
    {
        double[] thresholds = [.. Enumerable.Range(1, 98).Select(i => i / 100.0)];
        var share = (double)test.Count(image => image.Actual == Finding.Covid19) / test.Count;
        if (share == 0)
            yield break;
        double[] all = [0, .. thresholds.TakeWhile(t => decision.ActOnAll(t) > -share / 2)];
        yield return new(
            "decision_curve", "Decision curve, COVID-19", "threshold of the probability", "net benefit per image",
            [
                new("the model", thresholds, [.. thresholds.Select(t => decision.NetBenefit(t))]),
                new("act on all", all, [.. all.Select(t => decision.ActOnAll(t))]),
                new("act on none", [0.01, 0.98], [0, 0]),
            ]);
    }

    private static IReadOnlyList<(double Coverage, double Risk)> Thinned(IReadOnlyList<(double Coverage, double Risk)> points) =>
        points.Count <= Points ? points : [.. Enumerable.Range(1, Points).Select(i => points[(i * points.Count / Points) - 1])];

    private static List<ScoredImage> Resampled(IReadOnlyList<ScoredImage> images, int[] copies)
    {
        var drawn = new List<ScoredImage>(images.Count);
        for (var i = 0; i < copies.Length; i++)
            for (var k = 0; k < copies[i]; k++)
                drawn.Add(images[i]);
        return drawn;
    }
}
