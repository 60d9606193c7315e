using CovidCxr.Audit.Measuring;
using CovidCxr.Core;
using CovidCxr.Core.Audits;
using CovidCxr.Core.Metrics;
using CovidCxr.Imaging.Perturbations;

namespace CovidCxr.Audit.Sections;

/// <summary>What is left of the model's skill without the lungs (Maguolo and Nanni 2021; DeGrave et al. 2021).</summary>
internal sealed class WithoutLungs : IAuditQuestion
{
    private const double SkillThatMayStay = 0.5;

    // The outline of the lungs is widened by this share of the side, so that their edge goes too.
    private const int WidenBy = 32;

    private static readonly IReadOnlyList<Erasure> Erasures =
    [
        new("lungs_erased", "lungs erased", true,
            "The lungs are filled with the mean gray beside them; their outline stays.",
            (image, mask, _) => LungErasure.Erased(image, mask.Widened(mask.Side / WidenBy))),
        new("box_erased", "box around the lungs erased", true,
            "A rectangle that holds both lungs and the heart is filled; nothing of their outline stays.",
            (image, mask, _) => LungErasure.Erased(image, mask.Box())),
        new("border_only", "border only", true,
            "Only the outer 15 % of the picture are left at every side.",
            (image, _, _) => LungErasure.BorderOnly(image)),
        new("lungs_only", "lungs only", false,
            "Everything beside the lungs is filled with their mean gray; a model that reads the lungs keeps its skill.",
            (image, mask, _) => LungErasure.Kept(image, mask.Widened(mask.Side / WidenBy))),
        new("lungs_shuffled", "pixels shuffled inside the lungs", false,
            "The gray values of the lungs stay, and what they show is gone.",
            (image, mask, seed) => LungErasure.Shuffled(image, mask, seed)),
        new("reduced", "picture reduced to 8 x 8", false,
            "Only the rough light and dark of the picture is left.",
            (image, _, _) => LungErasure.Reduced(image)),
    ];

    /// <inheritdoc/>
    public AuditSection Ask(AuditContext context)
    {
        var whole = new Skill(context.Test);
        var found = Enumerable.Range(0, context.Test.Count).Count(i => context.Lungs[i].IsFound);
        var figures = new List<AuditFigure>
        {
            whole.AccuracyFigure("accuracy_whole", "accuracy on the whole picture", "What the model does with the pictures as they are."),
            whole.AucFigure(
                "auc_whole", $"{whole.AucName} on the whole picture", "How well it ranks the classes in the pictures as they are."),
        };
        var rows = new List<IReadOnlyList<object?>>();
        foreach (var erasure in Erasures)
        {
            var changed = context.Changed(erasure.Key, (i, image) => erasure.Apply(image, context.Lungs[i], (ulong)i));
            var left = new Skill(changed);
            var kept = Kept(whole, left);
            var auc = left.AucFigure($"auc_{erasure.Key}", $"{left.AucName}, {erasure.Name}", erasure.Meaning);
            figures.Add(left.AccuracyFigure($"accuracy_{erasure.Key}", $"accuracy, {erasure.Name}", erasure.Meaning));
            figures.Add(!erasure.TakesLungs ? auc : auc with
            {
                IsAlarm = auc.Interval?.Low > 0.5 && kept >= SkillThatMayStay,
                AlarmIf = "the interval lies above 0.5, and half of the skill above chance or more is left",
            });
            rows.Add([erasure.Name, left.Accuracy, left.MeanAuc, kept, P(context.Test, changed)]);
        }
        return new AuditSection(
            3, "without_lungs", "What is left without the lungs",
            "Does the model still know the class if it cannot see the lungs? Then it reads something else.")
        {
            Figures = figures,
            Tables =
            [
                new("erasures", "Skill that is left; P is that of the test of DeLong that the COVID-19 AUC is as on the whole picture",
                    ["picture", "accuracy", "mean AUC", "share of skill left", "P"], rows),
            ],
            Pictures = [.. Examples(context)],
            Notes = found == context.Test.Count ? []
                : [$"on {context.Test.Count - found} of {Counted.Of(context.Test.Count, "image")} no lungs to speak of were found"],
        };
    }

    private static double? Kept(Skill whole, Skill left) =>
        whole.MeanAuc is > 0.5 and { } all && left.MeanAuc is { } rest ? Math.Max(0, (rest - 0.5) / (all - 0.5)) : null;

    private static double? P(IReadOnlyList<ScoredImage> whole, IReadOnlyList<ScoredImage> changed) => DeLongTest.Of(
        [.. whole.Select(image => image.Probabilities[(int)Finding.Covid19])],
        [.. changed.Select(image => image.Probabilities[(int)Finding.Covid19])],
        [.. whole.Select(image => image.Actual == Finding.Covid19)])?.P;

    private static IEnumerable<AuditPicture> Examples(AuditContext context)
    {
        var first = Enumerable.Range(0, context.Test.Count).FirstOrDefault(i => context.Lungs[i].IsFound);
        var (image, gray) = (context.Images[first], context.Gray(first));
        yield return Gallery.Of(image, gray, "the whole picture");
        foreach (var erasure in Erasures)
            yield return Gallery.Of(image, erasure.Apply(gray, context.Lungs[first], (ulong)first), erasure.Name);
    }

    private sealed record Erasure(
        string Key, string Name, bool TakesLungs, string Meaning, Func<GrayImage, LungMask, ulong, GrayImage> Apply);
}
