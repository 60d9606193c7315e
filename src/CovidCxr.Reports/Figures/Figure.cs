namespace CovidCxr.Reports.Figures;

/// <summary>A finished picture of the report.</summary>
/// <param name="Name">The files' name without extension, for example <c>figure4</c>.</param>
/// <param name="Alt">What the picture shows, with its main numbers, for those who cannot see it.</param>
/// <param name="Png">The PNG file, twice as many pixels as the SVG has.</param>
/// <param name="Svg">The SVG file, UTF-8.</param>
/// <param name="PanelSvgs">Each panel as an SVG of its own, from left to right, so that a narrow page can stack them.</param>
/// <param name="PanelWidth">A panel's width, CSS pixels.</param>
/// <param name="PanelHeight">A panel's height, CSS pixels.</param>
internal sealed record Figure(
    string Name,
    string Alt,
    byte[] Png,
    byte[] Svg,
    IReadOnlyList<byte[]> PanelSvgs,
    int PanelWidth,
    int PanelHeight);
