using System.Globalization;
using CovidCxr.Core;
using CovidCxr.Core.Metrics;

namespace CovidCxr.Inference.Models;

/// <summary>
/// A model whose probabilities are shifted to another prevalence of COVID-19 (<see cref="LabelShift"/>). Its thresholds were chosen for the
/// probabilities as they were, so it has none.
/// </summary>
public sealed class ShiftedClassifier : IClassifier
{
    private readonly IClassifier classifier;
    private readonly double[] mix, target;
    private readonly string words;

    private ShiftedClassifier(IClassifier classifier, double[] mix, double prevalence)
    {
        this.classifier = classifier;
        this.mix = mix;
        target = LabelShift.MixWith(mix, Finding.Covid19, prevalence);
        words = string.Create(
            CultureInfo.InvariantCulture,
            $"has its probabilities shifted from {mix[(int)Finding.Covid19] * 100:0.##} % to {prevalence * 100:0.##} % of COVID-19");
        Model = string.Create(CultureInfo.InvariantCulture, $"{classifier.Model} at prevalence {prevalence}");
    }

    /// <inheritdoc/>
    public string Model { get; }

    /// <inheritdoc/>
    public int InputSize => classifier.InputSize;

    /// <inheritdoc/>
    public IReadOnlyList<OperatingPoint> OperatingPoints => [];

    /// <inheritdoc/>
    public double? NoveltyLimit => classifier.NoveltyLimit;

    /// <inheritdoc/>
    /// <remarks>Says that the probabilities are shifted, beside what the model's own warning says.</remarks>
    public string? Warning => classifier.Warning is { } warning ? $"{words}, and {warning}" : words;

    /// <inheritdoc/>
    public IReadOnlyList<Finding> Untrained => classifier.Untrained;

    /// <inheritdoc/>
    public HeldOutFold? HeldOutControls => classifier.HeldOutControls;

    /// <inheritdoc/>
    public IReadOnlyList<double>? Mix => target;

    /// <inheritdoc/>
    public bool CoversAge(double years) => classifier.CoversAge(years);

    /// <summary>Shifts a model.</summary>
    /// <param name="classifier">The model; disposed of by its owner.</param>
    /// <param name="mix">[3] shares or numbers of the classes that it was calibrated on; null for those that the model says.</param>
    /// <param name="prevalence">The share of COVID-19 where it is used, above 0 and below 1.</param>
    /// <exception cref="InputException">Neither the user nor the model says the mix.</exception>
    public static ShiftedClassifier Of(IClassifier classifier, IReadOnlyList<double>? mix, double prevalence)
    {
        var shares = mix ?? classifier.Mix ?? throw new InputException(
            $"--prevalence {prevalence.ToString(CultureInfo.InvariantCulture)}: {classifier.Model} does not say which mix of classes it "
            + "was calibrated on; give the numbers of its validation images of COVID-19, Normal and Pneumonia with --mix");
        return new(classifier, [.. shares.Select(share => share / shares.Sum())], prevalence);
    }

    /// <inheritdoc/>
    public IReadOnlyList<ModelOutput> Classify(ReadOnlySpan<byte> pixels, int count) =>
        [.. classifier.Classify(pixels, count).Select(Shift)];

    /// <inheritdoc/>
    public ModelOutput? Explain(ReadOnlySpan<byte> pixels) => classifier.Explain(pixels) is { } output ? Shift(output) : null;

    private ModelOutput Shift(ModelOutput output) => output with
    {
        Probabilities =
        [
            .. LabelShift.Apply([.. output.Probabilities.Select(p => (double)p)], mix, target).Select(p => (float)p),
        ],
    };

    /// <inheritdoc/>
    public void Dispose() => classifier.Dispose();
}
