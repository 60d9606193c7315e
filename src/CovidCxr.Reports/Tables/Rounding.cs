namespace CovidCxr.Reports.Tables;

/// <summary>Rounds numbers in files to six digits behind the point.</summary>
internal static class Rounding
{
    /// <summary>Rounds a number; negative zero becomes zero, so that equal results give equal bytes.</summary>
    public static double Six(double value) => Math.Round(value, 6, MidpointRounding.AwayFromZero) + 0.0;
}
