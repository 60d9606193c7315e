using System.Globalization;
using CovidCxr.Dicom.Format;

namespace CovidCxr.Dicom.Grayscale;

/// <summary>
/// The values of interest (VOI LUT module, DICOM PS3.3, C.11.2): a table, or a window with one of three functions; maps the modality's
/// values to 0 (first) to 1 (last of the presentation).
/// </summary>
internal sealed class WindowFunction
{
    private readonly Func<double, double> map;

    private WindowFunction(double low, double high, string rule, Func<double, double> map) =>
        (Low, High, Rule, this.map) = (low, high, rule, map);

    /// <summary>The value that becomes 0.</summary>
    public double Low { get; }

    /// <summary>The value that becomes 1.</summary>
    public double High { get; }

    /// <summary>How the two were found, a few words.</summary>
    public string Rule { get; }

    /// <summary>Maps a value to 0 to 1.</summary>
    public double Of(double value) => map(value);

    /// <summary>Reads what the file says; null if it says nothing that can be used.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="canBeNegative">Whether values can be below 0.</param>
    /// <param name="remark">What a person should know; null for nothing.</param>
    /// <exception cref="DicomException">The table is damaged.</exception>
    public static WindowFunction? Read(DicomDataset dataset, bool canBeNegative, out string? remark)
    {
        remark = null;
        if (LookupTable.Read(dataset, Tags.VoiLutSequence, "VOI LUT", canBeNegative) is { } table)
        {
            if (dataset.Items(Tags.VoiLutSequence).Count is > 1 and var tables)
                remark = $"the first of {tables} VOI LUTs";
            return OfTable(table);
        }
        var (centers, widths) = (dataset.Numbers(Tags.WindowCenter), dataset.Numbers(Tags.WindowWidth));
        var count = Math.Min(centers.Count, widths.Count);
        if (count == 0)
            return null;
        if (count > 1)
            remark = $"the first of {count} windows";
        var function = dataset.Text(Tags.VoiLutFunction)?.ToUpperInvariant() ?? "LINEAR";
        if (Of(function, centers[0], widths[0]) is { } window)
            return window;
        remark = string.Create(CultureInfo.InvariantCulture, $"its window of width {widths[0]} ({function}) is not valid and not used");
        return null;
    }

    /// <summary>The window of a function; null if the standard has no such one.</summary>
    /// <param name="function"><c>LINEAR</c>, <c>LINEAR_EXACT</c> or <c>SIGMOID</c>.</param>
    /// <param name="center">Window center.</param>
    /// <param name="width">Window width; at least 1 for <c>LINEAR</c>, above 0 for the others.</param>
    public static WindowFunction? Of(string function, double center, double width)
    {
        var rule = string.Create(CultureInfo.InvariantCulture, $"window {function}, center {center}, width {width}");
        return function switch
        {
            "LINEAR" when width >= 1 => Linear(center - 0.5 - ((width - 1) / 2), center - 0.5 + ((width - 1) / 2), rule),
            "LINEAR_EXACT" when width > 0 => Linear(center - (width / 2), center + (width / 2), rule),
            "SIGMOID" when width > 0 => new WindowFunction(
                center - (width / 2), center + (width / 2), rule, value => 1 / (1 + Math.Exp(-4 * (value - center) / width))),
            _ => null,
        };
    }

    /// <summary>Maps linearly; all up to <paramref name="low"/> become 0 and all above <paramref name="high"/> 1.</summary>
    public static WindowFunction Linear(double low, double high, string rule) =>
        new(low, high, rule, value => value <= low ? 0 : value > high ? 1 : high > low ? (value - low) / (high - low) : 1);

    private static WindowFunction OfTable(LookupTable table) => new(
        table.First, table.First + table.Entries.Length - 1, $"VOI LUT of {table.Entries.Length} entries",
        value => (double)table.Of(value) / table.Largest);
}
