using CovidCxr.Audit.Measuring;
using CovidCxr.Core;
using CovidCxr.Core.Audits;
using CovidCxr.Core.Metrics;
using CovidCxr.Imaging.Perturbations;

namespace CovidCxr.Audit.Sections;

/// <summary>Changes that no radiologist would mind: how far they move the probabilities and the class.</summary>
internal sealed class WhatShouldNotMatter : IAuditQuestion
{
    private const double MostChanged = 0.1;

    /// <inheritdoc/>
    public AuditSection Ask(AuditContext context)
    {
        var figures = new List<AuditFigure>();
        var rows = new List<IReadOnlyList<object?>>();
        var pictures = new List<AuditPicture>();
        var bootstrap = new GroupBootstrap(context.Test.Select(image => image.Group));
        foreach (var nuisance in Nuisance.All)
        {
            var changed = context.Changed(nuisance.Name, (_, image) => nuisance.Apply(image));
            bool IsOther(int i) => changed[i].Predicted != context.Test[i].Predicted;
            var moved = Enumerable.Range(0, changed.Count).Select(i => Moved(context.Test[i], changed[i])).ToArray();
            var interval = bootstrap.Share(IsOther, _ => true);
            figures.Add(new(
                $"changed_{nuisance.Name}", $"class changed by: {nuisance.Meaning}",
                (double)Enumerable.Range(0, changed.Count).Count(IsOther) / changed.Count, interval, changed.Count,
                "The share of images that get another class than before; 0 is perfect.")
            {
                IsAlarm = interval?.Low > MostChanged,
                AlarmIf = $"the interval lies above {MostChanged}",
            });
            var skill = new Skill(changed);
            var loss = new Skill(context.Test).AccuracyGain(changed);
            rows.Add([nuisance.Meaning, skill.Accuracy, new Skill(context.Test).Accuracy - skill.Accuracy, loss?.Low, loss?.High,
                moved.Average(), moved.Max()]);
            var worst = Array.IndexOf(moved, moved.Max());
            pictures.Add(Gallery.Of(
                context.Images[worst], nuisance.Apply(context.Gray(worst)),
                string.Create(System.Globalization.CultureInfo.InvariantCulture,
                    $"{nuisance.Meaning}: {Words(context.Test[worst])} before, {Words(changed[worst])} after")));
        }
        return new AuditSection(
            5, "what_should_not_matter", "What should not matter",
            "Does the answer depend on how the picture was stored, exposed, laid and written on?")
        {
            Figures = figures,
            Tables =
            [
                new("changes", "Accuracy and probabilities under each change",
                    ["change", "accuracy", "loss", "loss, low", "loss, high", "mean change of probability", "largest change"], rows),
            ],
            Pictures = pictures,
            Notes = ["every change is made at the size of the network's input; the picture shown is the one whose probability moved most"],
        };
    }

    // The largest change of the probability of a class.
    private static double Moved(ScoredImage before, ScoredImage after) =>
        before.Probabilities.Zip(after.Probabilities, (a, b) => Math.Abs(a - b)).Max();

    private static string Words(ScoredImage image) =>
        FormattableString.Invariant($"{image.Predicted.Name()} {100 * image.Probabilities[(int)image.Predicted]:0} %");
}
