using CovidCxr.Inference.Output;

namespace CovidCxr.Shell.Output;

/// <summary>The formats of <c>--format</c>.</summary>
internal enum PredictionFormat
{
    /// <summary>Columns for people; cannot be resumed.</summary>
    Table,

    /// <summary>See <see cref="PredictionCsv"/>.</summary>
    Csv,

    /// <summary>See <see cref="PredictionJson"/>.</summary>
    Json,
}

/// <summary>Names of the formats, and their writers.</summary>
internal static class PredictionFormats
{
    /// <summary>What <c>--format</c> accepts.</summary>
    public static readonly string[] Names = [.. Enum.GetValues<PredictionFormat>().Select(OptionName)];

    /// <summary>The format's name on the command line.</summary>
    public static string OptionName(this PredictionFormat format) => format.ToString().ToLowerInvariant();

    /// <summary>Chooses a format.</summary>
    /// <param name="name">One of <see cref="Names"/>; null to go by the file's extension.</param>
    /// <param name="path">The output file, or null for standard output.</param>
    public static PredictionFormat Choose(string? name, string? path) => (name ?? Path.GetExtension(path)?.ToLowerInvariant()) switch
    {
        "csv" or ".csv" => PredictionFormat.Csv,
        "json" or ".json" => PredictionFormat.Json,
        _ => PredictionFormat.Table,
    };

    /// <summary>Creates the writer of a format.</summary>
    /// <param name="format">The format.</param>
    /// <param name="text">The target; stays open.</param>
    /// <param name="append">Whether the target already holds predictions of this format.</param>
    /// <param name="colored">Whether a table is colored.</param>
    /// <param name="width">Columns of a table.</param>
    public static IPredictionWriter Writer(
        this PredictionFormat format, TextWriter text, bool append, bool colored, int width) => format switch
        {
            PredictionFormat.Csv => new PredictionCsv(text, append),
            PredictionFormat.Json => new PredictionJson(text, append),
            _ => new PredictionTable(text, colored, width),
        };
}
