using System.Globalization;
using CovidCxr.Core;
using CovidCxr.Core.ModelCards;
using CovidCxr.Inference.Models;
using Spectre.Console;

namespace CovidCxr.Shell.Views;

/// <summary>Shows a model file and its card on the terminal, readable at 80 columns.</summary>
internal static class ModelView
{
    /// <summary>Prints the card.</summary>
    /// <param name="path">The model file.</param>
    /// <param name="model">The opened file.</param>
    public static void Print(string path, OnnxClassifier model)
    {
        var card = model.Card;
        Screen.WriteLine($"{path}: {card.Name}, made by version {card.Version}");
        if (model.Warning is { } warning)
            Screen.WriteLine($"Warning: this model {warning}.");
        Screen.WriteLine();
        PrintFacts(card, model);
        PrintSteps("Preprocessing", card.Preprocessing);
        PrintPoints(card.Calibration);
        PrintScores(card.Scores);
        PrintSteps("Intended use", [card.IntendedUse]);
        PrintSteps("Limits", card.Limits);
    }

    private static void PrintFacts(ModelCard card, OnnxClassifier model)
    {
        var facts = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(2)).AddColumn();
        void Fact(string name, string value) => facts.AddRow(Screen.Cell(name), Screen.Cell(value));
        Fact("classes", string.Join(", ", card.Labels));
        if (model.Untrained.Count > 0)
            Fact("untrained", $"{string.Join(", ", model.Untrained.Select(finding => finding.Name()))} (no training image)");
        Fact("input", $"{card.InputSize} x {card.InputSize}, grey, 8 bit");
        Fact("outputs", string.Join(", ", Outputs(card, model)));
        Fact("network", Invariant($"{card.Network}, {card.Parameters:N0} parameters, seed {card.Seed}, epoch {card.Epoch}"));
        if (card.Arithmetic is { } arithmetic)
            Fact("arithmetic", arithmetic);
        Fact("calibration", card.Calibration.Images == 0
            ? "none"
            : Invariant($"temperature {card.Calibration.Temperature:0.####}, ")
                + (card.Calibration.Offsets is null ? "" : "offsets of the classes, ")
                + $"fitted on {Counted.Of(card.Calibration.Images, "validation image")}");
        if (card.Calibration.Warning is { } warning)
            Fact("warning", warning);
        if (card.TrainedOn is { } trained)
        {
            Fact("trained on", Counts(trained.Collections));
            Fact("ages, years", Counts(trained.Ages));
            Fact("views", Counts(trained.Views));
        }
        Fact("recipe", $"SHA-256 begins with {Beginning(card.RecipeSha256)}");
        Fact("dataset", $"SHA-256 begins with {Beginning(card.DatasetSha256)}");
        Screen.Out.Write(facts);
        Screen.WriteLine();
    }

    private static string Counts(IReadOnlyDictionary<string, int> counts) =>
        string.Join(", ", counts.Select(count => $"{count.Key}: {count.Value}"));

    private static IEnumerable<string> Outputs(ModelCard card, OnnxClassifier model)
    {
        yield return GraphNames.Probabilities;
        yield return GraphNames.Scores;
        if (model.HasMaps)
            yield return GraphNames.Maps;
        if (model.HasNovelty)
            yield return Invariant($"{GraphNames.Novelty} (unlike the training images above {card.NoveltyLimit:F2})");
    }

    private static void PrintPoints(Calibration calibration)
    {
        if (calibration.OperatingPoints.Count == 0)
            return;
        var table = Screen.NewTable();
        table.AddColumns("called", "if probability is", "finds", "calls falsely", "chosen for");
        foreach (var point in calibration.OperatingPoints.OrderBy(point => point.Finding).ThenByDescending(point => point.Threshold))
            table.AddRow(
                Screen.Cell(point.Finding.Name()),
                Screen.Cell(Invariant($"at least {point.Threshold * 100:F1} %")),
                Screen.Cell(Invariant($"{point.Sensitivity * 100:F1} % of it")),
                Screen.Cell(Invariant($"{(1 - point.Specificity) * 100:F1} % of others")),
                Screen.Cell(PointInWords.Short(point.Name)));
        Screen.Write("Operating points, in validation; the strictest of each class first", table);
    }

    private static void PrintScores(IReadOnlyDictionary<string, double> scores)
    {
        if (scores.Count == 0)
            return;
        var table = Screen.NewTable();
        table.AddColumn("figure");
        Screen.AddNumbers(table, "value");
        foreach (var (name, value) in scores)
        {
            var format = value == Math.Floor(value) && value > 1 ? "F0" : "F4"; // counts have no decimals
            table.AddRow(Screen.Cell(name), Screen.Cell(value.ToString(format, CultureInfo.InvariantCulture)));
        }
        Screen.Write("Measured", table);
    }

    private static void PrintSteps(string title, IReadOnlyList<string> lines)
    {
        Screen.WriteLine(title);
        foreach (var line in lines)
            Screen.Out.Write(new Padder(Screen.Cell(line), new Padding(2, 0, 0, 0)));
        Screen.WriteLine();
    }

    // Enough to tell checksums apart, and short enough for one line.
    private static string Beginning(string checksum) => checksum[..Math.Min(checksum.Length, 16)];

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
