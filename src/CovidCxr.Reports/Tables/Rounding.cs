namespace CovidCxr.Reports.Tables;

/// <summary>How numbers are rounded in files: to six digits behind the point.</summary>
internal static class Rounding
{
    /// <summary>Rounded; a negative zero becomes zero, so that equal results give equal bytes.</summary>
    public static double Six(double value) => Math.Round(value, 6, MidpointRounding.AwayFromZero) + 0.0;
}
