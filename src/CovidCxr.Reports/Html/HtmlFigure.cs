using CovidCxr.Reports.Figures;

namespace CovidCxr.Reports.Html;

/// <summary>Puts a figure into a page, each panel as an image of its own, so that a narrow page can stack them.</summary>
internal static class HtmlFigure
{
    /// <summary>The HTML of a figure.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="caption">The caption, plain text.</param>
    public static string Of(Figure figure, string caption)
    {
        var panels = figure.PanelSvgs.Select(svg =>
            $"<img alt=\"\" width=\"{figure.PanelWidth}\" height=\"{figure.PanelHeight}\" "
            + $"src=\"data:image/svg+xml;base64,{Convert.ToBase64String(svg)}\"/>\n");
        return $"<figure>\n<div class=\"panels\" role=\"img\" aria-label=\"{HtmlText.Escape(figure.Alt)}\">\n{string.Concat(panels)}"
            + $"</div>\n<figcaption>{HtmlText.Escape(caption)}</figcaption>\n</figure>\n";
    }
}
