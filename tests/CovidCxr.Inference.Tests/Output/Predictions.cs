using CovidCxr.Core;
using CovidCxr.Inference.Output;

namespace CovidCxr.Inference.Tests.Output;

/// <summary>Predictions to write, and their text.</summary>
internal static class Predictions
{
    /// <summary>A pneumonia that reaches two operating points and that a person should read for two reasons.</summary>
    public static Prediction Referred { get; } = new()
    {
        File = "ward 3/a, \"b\".png",
        Probabilities = [0.05, 0.25, 0.7],
        OperatingPoints =
        [
            new("sensitivity 0.95", Finding.Covid19, 0.04, 0.95, 0.9),
            new("specificity 0.95", Finding.Pneumonia, 0.6, 0.9, 0.95),
        ],
        Reasons = ["too-small", "inverted"],
        Size = new ImageSize(100, 90),
        Reading = new ImageReading(16, 0, 4095, "12 bits used", new ImageNote("the first of 2 pages")),
        Model = "tiny 1.0 0badcafe",
    };

    /// <summary>A normal X-ray that nobody needs to read.</summary>
    public static Prediction Clear { get; } = new()
    {
        File = "Größe.png",
        Probabilities = [1e-9, 2 / 3.0, (1 / 3.0) - 1e-9],
        Model = "tiny 1.0 0badcafe",
    };

    /// <summary>A file that could not be read.</summary>
    public static Prediction Unread { get; } = new()
    {
        File = "empty.png",
        Error = "empty.png is empty (0 bytes)",
        Model = "tiny 1.0 0badcafe",
    };

    /// <summary>Writes predictions and completes the text.</summary>
    public static string Text(Func<TextWriter, IPredictionWriter> open, params Prediction[] predictions)
    {
        using var text = new StringWriter();
        using (var writer = open(text))
            foreach (var prediction in predictions)
                writer.Write(prediction);
        return text.ToString();
    }
}
