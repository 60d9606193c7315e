using CovidCxr.Core;
using CovidCxr.Core.Metrics;
using CovidCxr.Core.ModelCards;
using Microsoft.ML.OnnxRuntime;

namespace CovidCxr.Inference.Models;

/// <summary>Holds a model's card against its graph: what the program takes from the one must be true of the other.</summary>
internal static class ModelCardCheck
{
    private const int Free = -1; // ONNX Runtime's sign for a dimension without a fixed size

    /// <summary>The outputs that this program reads; the last two only some graphs have.</summary>
    public static IReadOnlyList<string> Outputs { get; } = [GraphNames.Probabilities, GraphNames.Scores, GraphNames.Maps, GraphNames.Novelty];

    /// <param name="card">The card.</param>
    /// <param name="session">The opened graph.</param>
    /// <returns>What does not fit, one line; null where all does.</returns>
    public static string? Mistake(ModelCard card, InferenceSession session) => OfCard(card) ?? OfGraph(card, session);

    private static string? OfCard(ModelCard card)
    {
        var known = Findings.All.Select(finding => finding.Name()).ToList();
        var area = (long)card.InputSize * card.InputSize;
        return card.Format != ModelCard.CurrentFormat ? $"its card has format {card.Format}, this program reads {ModelCard.CurrentFormat}"
            : !card.Labels.SequenceEqual(known) ? $"its card has the labels {string.Join(", ", card.Labels)}, this program knows {string.Join(", ", known)}"
            : card.InputSize < 1 ? $"its card has the input size {card.InputSize}"
            : card.SelfTest.Pixels.Length != area ? $"its self-test has {card.SelfTest.Pixels.Length} pixels, its input {area}"
            : card.SelfTest.Probabilities.Count != known.Count ? $"its self-test expects {card.SelfTest.Probabilities.Count} probabilities, not {known.Count}"
            : null;
    }

    private static string? OfGraph(ModelCard card, InferenceSession session)
    {
        var (inputs, outputs) = (session.InputMetadata, session.OutputMetadata);
        if (inputs.Count != 1)
            return $"its graph has {inputs.Count} inputs, not one";
        var mistake = Value(inputs, GraphNames.Pixels, typeof(byte), Free, 1, card.InputSize, card.InputSize)
            ?? Value(outputs, GraphNames.Probabilities, typeof(float), Free, Findings.Count)
            ?? Value(outputs, GraphNames.Scores, typeof(float), Free, Findings.Count);
        if (mistake is null && outputs.ContainsKey(GraphNames.Maps))
            mistake = Value(outputs, GraphNames.Maps, typeof(float), Free, Findings.Count, null, null);
        if (mistake is null && outputs.ContainsKey(GraphNames.Novelty))
            mistake = Value(outputs, GraphNames.Novelty, typeof(float), Free);
        if (mistake is null && outputs.ContainsKey(GraphNames.Novelty) != card.NoveltyLimit.HasValue)
            mistake = card.NoveltyLimit.HasValue ? "its card has a limit of novelty, its graph does not measure it" : "its graph measures novelty, its card has no limit for it";
        return mistake;
    }

    /// <param name="values">The graph's inputs or outputs.</param>
    /// <param name="name">Which of them.</param>
    /// <param name="type">The element type it must have.</param>
    /// <param name="shape">The shape it must have; null for a size that does not matter.</param>
    private static string? Value(IReadOnlyDictionary<string, NodeMetadata> values, string name, Type type, params int?[] shape)
    {
        if (!values.TryGetValue(name, out var value))
            return $"its graph has no '{name}'";
        if (!value.IsTensor || value.ElementType != type)
            return $"'{name}' of its graph is not of {(type == typeof(byte) ? "bytes" : "float numbers")}";
        var fits = value.Dimensions.Length == shape.Length && value.Dimensions.Zip(shape).All(pair => pair.Second is null || pair.First == pair.Second);
        return fits ? null : $"'{name}' of its graph is {Shape(value.Dimensions.Select(size => (int?)size))} where the card asks for {Shape(shape)}";
    }

    private static string Shape(IEnumerable<int?> shape) => $"[{string.Join(", ", shape.Select(size => size is null or Free ? "any" : $"{size}"))}]";
}
