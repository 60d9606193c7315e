using CovidCxr.Imaging.Codecs;
using CovidCxr.Reports.Figures;
using static CovidCxr.Reports.Html.HtmlText;

namespace CovidCxr.Reports.Html;

/// <content>Example X-rays of each class.</content>
internal sealed partial class ReportPage
{
    private void AddExamples()
    {
        Open("examples", "Example X-rays");
        if (examples.Count == 0)
        {
            Text("No example X-rays came with this evaluation, so figures 1 and 2 are left out.");
        }
        else
        {
            foreach (var figure in examples)
                XRays(figure);
            Note("Training images of different patient groups, drawn with the seed of the dataset; images whose licence permits sharing a "
                + "changed copy come first. They are shown as in the dataset, grey and stretched to a square. Nearly every COVID-19 image "
                + "shows an adult and every other image a child; a model can tell them apart <a href=\"#controls\">by that alone</a>. The "
                + "paper's own images are not repeated here.");
        }
        Close();
    }

    private void XRays(ExampleFigure figure)
    {
        html.Append("<figure>\n<ul class=\"xrays\">\n");
        for (var i = 0; i < figure.XRays.Count; i++)
        {
            var (origin, image) = figure.XRays[i];
            var alt = $"{origin.Class}, example {i + 1} of {figure.XRays.Count}";
            var url = origin.Url is "" ? "" : $"<small>{Escape(origin.Url)}</small>";
            var png = Convert.ToBase64String(PngWriter.Encode(image));
            html.Append($"<li><img alt=\"{Escape(alt)}\" width=\"{image.Width}\" height=\"{image.Height}\" ")
                .Append($"src=\"data:image/png;base64,{png}\"/>")
                .Append($"<span>{Escape(ExampleFigure.Credit(origin))}</span>{url}</li>\n");
        }
        html.Append($"</ul>\n<figcaption>{Escape(figure.Caption)}</figcaption>\n</figure>\n");
    }
}
