using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace CovidCxr.Reports.Tables;

/// <summary>A CSV file under construction: UTF-8, commas, line feeds, numbers rounded to six digits, what is not defined empty.</summary>
internal sealed class CsvText
{
    private readonly StringWriter text = new();
    private readonly CsvWriter csv;

    /// <param name="header">The columns' names.</param>
    public CsvText(params IEnumerable<string> header)
    {
        csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" });
        Row(header);
    }

    /// <summary>Adds a line; takes text, whole and real numbers, and null.</summary>
    public void Row(params IEnumerable<object?> cells)
    {
        foreach (var cell in cells)
            csv.WriteField(cell switch
            {
                double number => Number(number),
                _ => Convert.ToString(cell, CultureInfo.InvariantCulture),
            });
        csv.NextRecord();
    }

    /// <summary>The finished file.</summary>
    public byte[] ToBytes()
    {
        csv.Flush();
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Number(double value) =>
        double.IsNaN(value) ? "" : double.IsPositiveInfinity(value) ? "inf" : Rounding.Six(value).ToString("0.######", CultureInfo.InvariantCulture);
}
