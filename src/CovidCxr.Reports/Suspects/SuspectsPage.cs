using System.Text;
using CovidCxr.Core;
using CovidCxr.Reports.Html;
using static CovidCxr.Reports.Html.HtmlText;

namespace CovidCxr.Reports.Suspects;

/// <summary>Writes <c>suspects.html</c>: the training images whose labels are most doubtful, for a radiologist to read again.</summary>
internal static class SuspectsPage
{
    /// <summary>Writes the page, self-contained and without scripts.</summary>
    /// <param name="ranked">The images, the most doubtful first.</param>
    /// <param name="pictures">How many are shown.</param>
    /// <param name="readPicture">Reads an image of the dataset as PNG bytes, by its path.</param>
    public static byte[] Write(IReadOnlyList<Suspect> ranked, int pictures, Func<string, byte[]> readPicture)
    {
        var html = new StringBuilder();
        html.Append(HtmlPage.Begin(
            "Doubtful labels · CovidCxr",
            $"CovidCxr {Escape(ProductVersion.Number)} · training images",
            "Doubtful labels",
            "Each image was scored by a network that did not learn from its patient. The lower the probability of its label, the more "
            + "doubtful the label, or the harder the image.",
            "A doubt is no proof: let a radiologist read an image before you change its label. Write the new labels to a table with the "
            + "columns image, label and by, and build the dataset again with --relabel."));
        html.Append("<section id=\"counts\">\n<h2>How many</h2>\n");
        html.Append(Counts(ranked));
        html.Append("</section>\n<section id=\"pictures\">\n<h2>The most doubtful</h2>\n<ul class=\"xrays\">\n");
        foreach (var suspect in ranked.Take(pictures))
            html.Append(Picture(suspect, readPicture(suspect.Path)));
        html.Append("</ul>\n</section>\n").Append(HtmlPage.End);
        return Encoding.UTF8.GetBytes(html.ToString());
    }

    private static HtmlTable Counts(IReadOnlyList<Suspect> ranked)
    {
        var table = new HtmlTable("Training images that the network calls otherwise", "Label", "Collection", "Images", "Called otherwise");
        foreach (var cell in ranked.GroupBy(suspect => (suspect.Label, suspect.Source)).OrderBy(cell => cell.Key))
            table.Row(
                cell.Key.Label.Name(),
                Escape(cell.Key.Source),
                $"{cell.Count()}",
                $"{cell.Count(suspect => suspect.Called != suspect.Label)}");
        return table;
    }

    private static string Picture(Suspect suspect, byte[] png) =>
        $"<li><img alt=\"labelled {suspect.Label.Name()}\" src=\"data:image/png;base64,{Convert.ToBase64String(png)}\"/>"
        + $"<span>{suspect.Label.Name()} {Percent(suspect.OfLabel)}, called {suspect.Called.Name()}</span>"
        + $"<small>{Escape(suspect.Source)} {Escape(suspect.Image)}: {Escape(suspect.Finding)}</small></li>\n";
}
