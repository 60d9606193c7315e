using CovidCxr.Audit.Measuring;
using CovidCxr.Audit.Subjects;
using CovidCxr.Core;
using CovidCxr.Core.Audits;
using CovidCxr.Core.Metrics;
using CovidCxr.Datasets;

namespace CovidCxr.Audit.Sections;

/// <summary>Whether the model does worse on some patients than on others.</summary>
internal sealed class Subgroups : IAuditQuestion
{
    // A group with fewer images is shown but not judged.
    private const int FewestImages = 20;
    private const double LargestDisparity = 0.1;

    private static readonly IReadOnlyList<(string Key, string Name, Func<AuditImage, string> Of)> Attributes =
    [
        ("age", "age", image => Confounding.AgeBand(image.Age)),
        ("sex", "sex", image => image.Sex.Length == 0 ? Confounding.Unknown : image.Sex),
        ("view", "view", image => Confounding.View(image.View)),
        ("source", "collection", image => image.Source),
        ("year", "year", image => image.Year.Length == 0 ? Confounding.Unknown : image.Year),
    ];

    /// <inheritdoc/>
    public AuditSection Ask(AuditContext context)
    {
        var figures = new List<AuditFigure>();
        var tables = new List<AuditTable>();
        var notes = new List<string>();
        foreach (var (key, name, of) in Attributes)
        {
            var groups = Enumerable.Range(0, context.Test.Count).GroupBy(i => of(context.Images[i]))
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new Group(group.Key, [.. group.Select(i => context.Test[i])])).ToList();
            if (groups.TrueForAll(group => group.Name == Confounding.Unknown))
            {
                notes.Add($"{name} is not measured: nobody says it of these images");
                continue;
            }
            tables.Add(new(
                $"by_{key}", $"By {name}; groups of fewer than {FewestImages} images are not judged",
                [
                    name, "images", "accuracy", "sensitivity for COVID-19", "low", "high", "specificity", "low", "high",
                    "mean probability less share of COVID-19", "low", "high",
                ],
                [.. groups.Select(Row)]));
            var judged = groups.Where(group => group.Name != Confounding.Unknown && group.Images.Count >= FewestImages).ToList();
            figures.AddRange(Disparity(key, name, "sensitivity", judged, context.Test, group => group.Sensitivity, isPositive: true));
            figures.AddRange(Disparity(key, name, "specificity", judged, context.Test, group => group.Specificity, isPositive: false));
        }
        return new AuditSection(
            7, "subgroups", "Subgroups", "Does the model find COVID-19, and leave the others alone, in all kinds of patients alike?")
        {
            Figures = figures,
            Tables = tables,
            Notes = notes,
        };
    }

    private static IReadOnlyList<object?> Row(Group group)
    {
        var (sensitivity, specificity, excess) = (group.Interval(true), group.Interval(false), group.ExcessInterval);
        return
        [
            group.Images.Count < FewestImages ? $"{group.Name} (few)" : group.Name, group.Images.Count,
            (double)group.Images.Count(image => image.Predicted == image.Actual) / group.Images.Count,
            group.Sensitivity, sensitivity?.Low, sensitivity?.High, group.Specificity, specificity?.Low, specificity?.High,
            group.Images.Average(Group.Excess), excess?.Low, excess?.High,
        ];
    }

    // Between the group where it is highest and the one where it is lowest. Chosen after the fact, so its interval is a little too narrow.
    private static IEnumerable<AuditFigure> Disparity(
        string key, string name, string measure, List<Group> judged, IReadOnlyList<ScoredImage> test, Func<Group, double?> of,
        bool isPositive)
    {
        var defined = judged.Where(group => group.Images.Count(image => (image.Actual == Finding.Covid19) == isPositive) >= FewestImages)
            .ToList();
        if (defined.Count < 2)
            yield break;
        var ordered = defined.OrderBy(of).ToList();
        var (best, worst) = (ordered[^1], ordered[0]);
        ScoredImage[] both = [.. best.Images, .. worst.Images];
        var interval = new GroupBootstrap(both.Select(image => image.Group)).Of(copies =>
        {
            double Share(int from, int to)
            {
                double right = 0, all = 0;
                for (var i = from; i < to; i++)
                    if ((both[i].Actual == Finding.Covid19) == isPositive)
                    {
                        all += copies[i];
                        right += (both[i].Predicted == Finding.Covid19) == isPositive ? copies[i] : 0;
                    }
                return right / all;
            }
            return Share(0, best.Images.Count) - Share(best.Images.Count, both.Length);
        });
        yield return new(
            $"disparity_{measure}_{key}", $"disparity of {measure} by {name}", of(best) - of(worst), interval, both.Length,
            $"How much higher the {measure} is for {best.Name} than for {worst.Name}, the two groups of {test.Count} images farthest "
            + "apart.")
        {
            IsAlarm = interval?.Low > LargestDisparity,
            AlarmIf = $"the interval lies above {LargestDisparity}",
        };
    }

    private sealed record Group(string Name, IReadOnlyList<ScoredImage> Images)
    {
        public double? Sensitivity => Share(true);

        public double? Specificity => Share(false);

        // Calibration in the large: how much the probability of COVID-19 exceeds whether the image shows it.
        public static double Excess(ScoredImage image) =>
            image.Probabilities[(int)Finding.Covid19] - (image.Actual == Finding.Covid19 ? 1 : 0);

        public Interval? ExcessInterval => new GroupBootstrap(Images.Select(image => image.Group)).Of(copies =>
        {
            double sum = 0, all = 0;
            for (var i = 0; i < copies.Length; i++)
            {
                all += copies[i];
                sum += copies[i] * Excess(Images[i]);
            }
            return sum / all;
        });

        public Interval? Interval(bool isPositive) => new GroupBootstrap(Images.Select(image => image.Group)).Share(
            i => (Images[i].Predicted == Finding.Covid19) == isPositive, i => (Images[i].Actual == Finding.Covid19) == isPositive);

        private double? Share(bool isPositive)
        {
            var counted = Images.Where(image => (image.Actual == Finding.Covid19) == isPositive).ToList();
            return counted.Count == 0 ? null
                : (double)counted.Count(image => (image.Predicted == Finding.Covid19) == isPositive) / counted.Count;
        }
    }
}
