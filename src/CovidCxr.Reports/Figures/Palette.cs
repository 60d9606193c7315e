using CovidCxr.Core;
using ScottPlot;

namespace CovidCxr.Reports.Figures;

/// <summary>
/// Colors after Okabe and Ito (2008), which people with any color vision can distinguish; curves also differ in the shape of their
/// markers.
/// </summary>
/// <remarks>
/// No line is dashed, because Skia's SVG canvas draws dashes as solid lines (https://github.com/ScottPlot/ScottPlot/issues/4754);
/// dashes become possible when it writes them.
/// </remarks>
internal static class Palette
{
    public static readonly Color Ink = Color.FromHex("#1f2933");
    public static readonly Color Faint = Color.FromHex("#7b8794");
    public static readonly Color Grid = Color.FromHex("#e4e7eb");
    public static readonly Color Train = Color.FromHex("#0072b2");
    public static readonly Color Val = Color.FromHex("#d55e00");
    public static readonly Color Paper = Color.FromHex("#7b8794");

    // The shade of a full cell of a confusion matrix.
    private static readonly Color Deep = Color.FromHex("#08519c");

    public static Color Of(Finding finding) => finding switch
    {
        Finding.Covid19 => Color.FromHex("#d55e00"),
        Finding.Normal => Color.FromHex("#0072b2"),
        _ => Color.FromHex("#009e73"),
    };

    public static MarkerShape Shape(Finding finding) => finding switch
    {
        Finding.Covid19 => MarkerShape.FilledCircle,
        Finding.Normal => MarkerShape.FilledSquare,
        _ => MarkerShape.FilledTriangleUp,
    };

    /// <summary>Shades a cell from white at 0 to deep blue at 1.</summary>
    public static Color Shade(double share) => Colors.White.InterpolateRgb(Deep, Math.Clamp(share, 0, 1));

    /// <summary>The text color that is legible on <see cref="Shade"/>.</summary>
    public static Color InkOn(double share) => share > 0.5 ? Colors.White : Ink;
}
