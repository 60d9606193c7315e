using CovidCxr.Audit.Measuring;
using CovidCxr.Core;
using CovidCxr.Core.Audits;
using CovidCxr.Core.Metrics;

namespace CovidCxr.Audit.Sections;

/// <summary>The images whose label the model doubts most; it did not learn from them, so a doubt is worth a second reading.</summary>
internal sealed class Labels : IAuditQuestion
{
    private const double Doubtful = 0.05;
    private const int MostPictures = 24, MostRows = 100;

    /// <inheritdoc/>
    public AuditSection Ask(AuditContext context)
    {
        var test = context.Test;
        int[] ranked =
            [.. Enumerable.Range(0, test.Count).OrderBy(i => OfLabel(test[i])).ThenBy(i => test[i].Path, StringComparer.Ordinal)];
        bool IsDoubted(int i) => OfLabel(test[i]) < Doubtful;
        return new AuditSection(
            10, "labels", "Labels",
            "Whose label does the model doubt most? A radiologist should read these again before anyone blames either.")
        {
            Figures =
            [
                new("doubted", "labels that the model gives less than 5 %",
                    (double)Enumerable.Range(0, test.Count).Count(IsDoubted) / test.Count,
                    new GroupBootstrap(test.Select(image => image.Group)).Share(IsDoubted, _ => true), test.Count,
                    "The share of images whose label the model all but excludes: errors of the label, or of the model."),
            ],
            Tables =
            [
                new("doubted", $"The {Math.Min(MostRows, test.Count)} most doubtful labels",
                    ["image", "collection", "label", "probability of the label", "called"],
                    [
                        .. ranked.Take(MostRows).Select(i => (IReadOnlyList<object?>)
                            [test[i].Path, context.Images[i].Source, test[i].Actual.Name(), OfLabel(test[i]), test[i].Predicted.Name()]),
                    ]),
            ],
            Pictures =
            [
                .. ranked.Take(MostPictures).Select(i => Gallery.Of(
                    context.Images[i], context.Gray(i),
                    FormattableString.Invariant(
                        $"labelled {test[i].Actual.Name()} {100 * OfLabel(test[i]):0.0} %, called {test[i].Predicted.Name()}"))),
            ],
        };
    }

    private static double OfLabel(ScoredImage image) => image.Probabilities[(int)image.Actual];
}
