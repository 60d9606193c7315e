using CovidCxr.Audit.Measuring;
using CovidCxr.Audit.Subjects;
using CovidCxr.Core;
using CovidCxr.Core.Audits;
using CovidCxr.Core.Evaluation;
using CovidCxr.Core.Metrics;

namespace CovidCxr.Audit.Sections;

/// <summary>Whole collections apart: those that the model was trained on against those that it has never seen.</summary>
internal sealed class AcrossSources : IAuditQuestion
{
    private const double LargestGap = 0.05;

    /// <inheritdoc/>
    public AuditSection Ask(AuditContext context)
    {
        var images = context.Subject.Images.Test;
        var test = context.Test;
        var bySource = Enumerable.Range(0, test.Count).GroupBy(i => images[i].Source).OrderBy(group => group.Key, StringComparer.Ordinal);
        var known = context.Model.TrainedOn.ToHashSet(StringComparer.Ordinal);
        var notes = new List<string>();
        if (known.Count == 0)
            notes.Add("the model does not say which collections it was trained on, so there is no gap between known and unknown ones");
        else if (images.All(image => known.Contains(image.Source)))
            notes.Add("the model was trained on all of these collections; 'covidcxr holdout' measures a recipe on collections left out");
        return new AuditSection(
            2, "across_sources", "Across sources",
            "How does the model do on each collection, and how much worse on collections that it has never seen?")
        {
            Figures =
            [
                .. Gap(images, test, known), .. AcrossOf(context),
                .. bySource.Select(source => Row(source.Key, [.. source.Select(i => test[i])], known)),
            ],
            Tables = [BySource(images, test), .. Matrix(context)],
            Notes = notes,
        };
    }

    private static AuditFigure Row(string source, IReadOnlyList<ScoredImage> images, HashSet<string> known)
    {
        var skill = new Skill(images);
        var seen = known.Count == 0 ? "" : known.Contains(source) ? ", trained on" : ", never seen";
        return skill.AccuracyFigure(
            $"accuracy_{source}", $"accuracy on {source}{seen}",
            $"The share of images of {source} that get their class; it holds {string.Join(", ", Findings.All
                .Select(finding => (finding, Count: images.Count(image => image.Actual == finding)))
                .Where(row => row.Count > 0).Select(row => $"{row.Count} {row.finding.Name()}"))}.");
    }

    // The mean over the classes of how much more often the images of known collections get their class than those of unknown ones.
    private static IEnumerable<AuditFigure> Gap(
        IReadOnlyList<AuditImage> images, IReadOnlyList<ScoredImage> test, HashSet<string> known)
    {
        bool IsKnown(int i) => known.Contains(images[i].Source);
        var classes = Findings.All.Where(finding =>
            Enumerable.Range(0, test.Count).Any(i => test[i].Actual == finding && IsKnown(i))
            && Enumerable.Range(0, test.Count).Any(i => test[i].Actual == finding && !IsKnown(i))).ToList();
        if (known.Count == 0 || classes.Count == 0)
            yield break;
        double Recall(int[] copies, Finding finding, bool isKnown)
        {
            double right = 0, all = 0;
            for (var i = 0; i < copies.Length; i++)
                if (test[i].Actual == finding && IsKnown(i) == isKnown)
                {
                    all += copies[i];
                    right += test[i].Predicted == finding ? copies[i] : 0;
                }
            return right / all;
        }
        double Statistic(int[] copies) => classes.Average(finding => Recall(copies, finding, true) - Recall(copies, finding, false));
        var once = Enumerable.Repeat(1, test.Count).ToArray();
        var interval = new GroupBootstrap(test.Select(image => image.Group)).Of(Statistic);
        yield return new(
            "gap", "gap between known and unknown collections", Statistic(once), interval,
            test.Count(image => classes.Contains(image.Actual)),
            $"How much more often images of {string.Join(", ", classes.Select(finding => finding.Name()))} get their class if their "
            + "collection was trained on; 0 is none.")
        {
            IsAlarm = interval?.Low > LargestGap,
            AlarmIf = $"the interval lies above {LargestGap}",
        };
    }

    private static IEnumerable<AuditFigure> AcrossOf(AuditContext context)
    {
        if (AcrossGap.Of(context.Subject.Across) is not { } gap)
            yield break;
        yield return new(
            "recipe_gap", "gap of the recipe, collection left out", gap.Value, gap.Interval, gap.Images,
            "The mean over classes and collections of how much more often an image gets its class if the network learned from its "
            + "collection (covidcxr holdout).")
        {
            IsAlarm = gap.Interval?.Low > LargestGap,
            AlarmIf = $"the interval lies above {LargestGap}",
        };
    }

    private static AuditTable BySource(IReadOnlyList<AuditImage> images, IReadOnlyList<ScoredImage> test) => new(
        "by_source", "What the images of each collection are called",
        ["collection, class", "images", .. Findings.All.Select(finding => $"called {finding.Name()}")],
        [
            .. Enumerable.Range(0, test.Count).GroupBy(i => (test[i].Actual, images[i].Source))
                .OrderBy(cell => cell.Key.Actual).ThenBy(cell => cell.Key.Source, StringComparer.Ordinal)
                .Select(cell => (IReadOnlyList<object?>)
                [
                    $"{cell.Key.Source}, {cell.Key.Actual.Name()}", cell.Count(),
                    .. Findings.All.Select(finding => (object?)cell.Count(i => test[i].Predicted == finding)),
                ]),
        ]);

    private static IEnumerable<AuditTable> Matrix(AuditContext context)
    {
        var answers = context.Subject.Across;
        if (answers.Count == 0)
            yield break;
        Interval? Right(AcrossScore cell, bool isKnown)
        {
            var of = answers.Where(one => (one.Source, one.Actual, one.IsKnown) == (cell.Source, cell.Actual, isKnown)).ToList();
            return new GroupBootstrap(of.Select(answer => answer.Group)).Share(i => of[i].Called == of[i].Actual, _ => true);
        }
        yield return new(
            "matrix", "Share that gets its class, by a network that learned from the collection and by one that did not",
            ["collection, class", "learned from", "low", "high", "left out", "low", "high", "gap"],
            [
                .. AcrossScore.Of(answers).Select(row => (IReadOnlyList<object?>)
                [
                    $"{row.Source}, {row.Actual.Name()}", row.RightWithin, Right(row, true)?.Low, Right(row, true)?.High,
                    row.RightAcross, Right(row, false)?.Low, Right(row, false)?.High, row.RightWithin - row.RightAcross,
                ]),
            ]);
    }
}
