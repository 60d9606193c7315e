using System.Globalization;

namespace CovidCxr.Cli.Views;

/// <summary>Writes figures as the tables of the terminal show them.</summary>
internal static class FigureText
{
    /// <summary>Four decimals; empty if there is no figure.</summary>
    public static string Of(double? figure) => figure?.ToString("F4", CultureInfo.InvariantCulture) ?? "";
}
