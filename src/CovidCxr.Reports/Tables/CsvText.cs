using System.Globalization;
using System.Text;
using CovidCxr.Core.Storage;

namespace CovidCxr.Reports.Tables;

/// <summary>A CSV file under construction: numbers rounded to six digits behind the point, undefined values empty.</summary>
internal sealed class CsvText
{
    private readonly StringBuilder text = new();

    /// <param name="header">The names of the columns.</param>
    public CsvText(params IEnumerable<string> header) => text.Append(Csv.Line(header)).Append('\n');

    /// <summary>Adds a row of text, numbers and nulls.</summary>
    public void Row(params IEnumerable<object?> cells) => text.Append(Csv.Line(cells.Select(Cell))).Append('\n');

    /// <summary>The finished file, UTF-8.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(text.ToString());

    /// <summary>Formats a value; null and NaN become empty.</summary>
    public static string Cell(object? value) => value switch
    {
        double number when double.IsNaN(number) => "",
        double.PositiveInfinity => "inf",
        double number => Rounding.Six(number).ToString("0.######", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}

/// <summary>Rounds numbers in CSV and JSON files to six digits behind the point.</summary>
internal static class Rounding
{
    /// <summary>Rounds a number; negative zero becomes zero, so that equal results give equal bytes.</summary>
    public static double Six(double value) => Math.Round(value, 6, MidpointRounding.AwayFromZero) + 0.0;
}
