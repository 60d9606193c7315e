using System.Globalization;

namespace CovidCxr.Shell.Views;

/// <summary>
/// Says in words what an operating point is, by the goal that names it: <c>sensitivity 0.95</c> or <c>specificity 0.95</c>.
/// </summary>
internal static class PointInWords
{
    /// <summary>A few words for a column; the name itself for a goal of another kind.</summary>
    public static string Short(string name) => Goal(name) switch
    {
        ("sensitivity", var share) => $"finds {Percent(share)}",
        ("specificity", var share) => $"{Percent(1 - share)} false",
        _ => name,
    };

    /// <summary>A sentence for below the table.</summary>
    public static string Explain(string name) => Goal(name) switch
    {
        ("sensitivity", var share) => $"{Short(name)}: in validation, {Percent(share)} of the class's own images reached this probability.",
        ("specificity", var share) => $"{Short(name)}: in validation, {Percent(1 - share)} of the other images reached this probability.",
        _ => $"{name}: as the model card says ('covidcxr model show').",
    };

    private static (string Kind, double Share) Goal(string name) =>
        name.Split(' ') is [var kind, var number]
        && double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var share)
            ? (kind, share)
            : (name, 0);

    private static string Percent(double share) => (share * 100).ToString("0.##", CultureInfo.InvariantCulture) + " %";
}
