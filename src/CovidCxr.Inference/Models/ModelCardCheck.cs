using CovidCxr.Core;
using CovidCxr.Core.ModelCards;
using Microsoft.ML.OnnxRuntime;
using static System.FormattableString;

namespace CovidCxr.Inference.Models;

/// <summary>Checks that a model card matches its graph, and that this program knows the format, labels and sizes of both.</summary>
internal static class ModelCardCheck
{
    /// <summary>The largest tolerance of a self-test; processors differ by about 1e-6.</summary>
    private const double LargestTolerance = 1e-3;

    // A drawn chest is farther from X-rays than X-rays are, but not a hundred times.
    private const double Apart = 100;

    private const int AnySize = -1; // ONNX Runtime's value for a dimension without a fixed size

    /// <summary>The outputs that this program reads; the last two are optional.</summary>
    public static IReadOnlyList<string> KnownOutputs { get; } =
        [GraphNames.Probabilities, GraphNames.Scores, GraphNames.Maps, GraphNames.Novelty];

    /// <summary>Looks for the first thing that does not match.</summary>
    /// <param name="card">The card.</param>
    /// <param name="session">The opened graph.</param>
    /// <returns>What does not match, part of one line; null if everything does.</returns>
    public static string? FindMismatch(ModelCard card, InferenceSession session) => InCard(card) ?? InGraph(card, session);

    private static string? InCard(ModelCard card)
    {
        var (format, labels, test) = (card.Format, card.Labels, card.SelfTest);
        var known = Findings.All.Select(finding => finding.Name()).ToList();
        var area = (long)card.InputSize * card.InputSize;
        return format != ModelCard.CurrentFormat ? $"its card has format {format}, this program reads {ModelCard.CurrentFormat}"
            : !labels.SequenceEqual(known)
                ? $"its card has the labels {string.Join(", ", labels)}, this program knows {string.Join(", ", known)}"
            : card.InputSize < 1 ? $"its card has the input size {card.InputSize}"
            : test.Pixels.Length != area ? $"its self-test has {test.Pixels.Length} pixels, its input {area}"
            : test.Probabilities.Count != known.Count
                ? $"its self-test expects {test.Probabilities.Count} probabilities, not {known.Count}"
            : InNumbers(card);
    }

    // A card that nobody wrote can still be read: these numbers would switch a guard off.
    private static string? InNumbers(ModelCard card)
    {
        var (test, points) = (card.SelfTest, card.Calibration.OperatingPoints);
        var most = card.Arithmetic is null ? LargestTolerance : SelfTest.RoundedTolerance;
        if (!(test.Tolerance > 0 && test.Tolerance <= most))
            return Invariant($"its self-test allows a difference of {test.Tolerance}, more than {most}");
        if (card.NoveltyLimit is { } limit && !(limit > 0 && double.IsFinite(limit)))
            return Invariant($"its limit of novelty is {limit}");
        if (card is { NoveltyLimit: { } farthest, SelfTest.Novelty: { } own } && IsFarFrom(farthest, own))
            return Invariant($"its limit of novelty, {farthest}, is far from the {own} of its drawn image");
        if (points.FirstOrDefault(point => !IsShare(point.Sensitivity) || !IsShare(point.Specificity)) is { } wrong)
            return Invariant($"'{wrong.Name}' has the sensitivity {wrong.Sensitivity} and the specificity {wrong.Specificity}");
        foreach (var (name, value) in card.Scores)
            if (name.EndsWith(".images", StringComparison.Ordinal) ? !(value >= 0 && double.IsFinite(value)) : !IsShare(value))
                return Invariant($"its measured figure {name} is {value}");
        return null;
    }

    /// <summary>Whether a limit of novelty cannot belong to a graph that gives its drawn image this distance.</summary>
    public static bool IsFarFrom(double limit, double distance) => !(limit >= distance / Apart && limit <= distance * Apart);

    private static bool IsShare(double value) => value is >= 0 and <= 1;

    private static string? InGraph(ModelCard card, InferenceSession session)
    {
        var (inputs, outputs) = (session.InputMetadata, session.OutputMetadata);
        if (inputs.Count != 1)
            return $"its graph has {inputs.Count} inputs, not one";
        var mismatch = InTensor(inputs, GraphNames.Pixels, typeof(byte), AnySize, 1, card.InputSize, card.InputSize)
            ?? InTensor(outputs, GraphNames.Probabilities, typeof(float), AnySize, Findings.Count)
            ?? InTensor(outputs, GraphNames.Scores, typeof(float), AnySize, Findings.Count);
        if (mismatch is null && outputs.ContainsKey(GraphNames.Maps))
            mismatch = InTensor(outputs, GraphNames.Maps, typeof(float), AnySize, Findings.Count, null, null);
        if (mismatch is null && outputs.ContainsKey(GraphNames.Novelty))
            mismatch = InTensor(outputs, GraphNames.Novelty, typeof(float), AnySize);
        if (mismatch is null && outputs.ContainsKey(GraphNames.Novelty) != card.NoveltyLimit.HasValue)
            mismatch = card.NoveltyLimit.HasValue
                ? "its card has a limit of novelty, its graph does not measure it"
                : "its graph measures novelty, its card has no limit for it";
        return mismatch;
    }

    /// <param name="tensors">The graph's inputs or outputs.</param>
    /// <param name="name">The name of one of them.</param>
    /// <param name="type">The element type that it must have.</param>
    /// <param name="shape">The shape that it must have; null for a size that does not matter.</param>
    private static string? InTensor(IReadOnlyDictionary<string, NodeMetadata> tensors, string name, Type type, params int?[] shape)
    {
        if (!tensors.TryGetValue(name, out var tensor))
            return $"its graph has no '{name}'";
        if (!tensor.IsTensor || tensor.ElementType != type)
            return $"'{name}' of its graph is not of {(type == typeof(byte) ? "bytes" : "float numbers")}";
        var sizes = tensor.Dimensions;
        var matches = sizes.Length == shape.Length && sizes.Zip(shape).All(pair => pair.Second is null || pair.First == pair.Second);
        return matches
            ? null
            : $"'{name}' of its graph is {Format(sizes.Select(size => (int?)size))} where the card asks for {Format(shape)}";
    }

    private static string Format(IEnumerable<int?> shape) =>
        $"[{string.Join(", ", shape.Select(size => size is null or AnySize ? "any" : $"{size}"))}]";
}
