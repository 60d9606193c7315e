using CovidCxr.Audit.Measuring;
using CovidCxr.Audit.Probing;
using CovidCxr.Core;
using CovidCxr.Core.Audits;
using CovidCxr.Core.Metrics;

namespace CovidCxr.Audit.Sections;

/// <summary>
/// How much of the class, and of the collection, can be read without medicine: from the file by a linear model, and from the network's own
/// features by a linear probe.
/// </summary>
internal sealed class SourceReadability : IAuditQuestion
{
    private const double Margin = 0.05;

    // A collection with fewer images of a class tells a probe nothing.
    private const int FewestImages = 10;

    /// <inheritdoc/>
    public AuditSection Ask(AuditContext context)
    {
        var notes = new List<string>();
        var traits = Traits(context);
        var figures = new List<AuditFigure>();
        figures.AddRange(ClassFromFile(context, traits, notes));
        figures.AddRange(SourceFrom(context, traits, "file", "the file", notes));
        if (context.Model.HasFeatures)
        {
            var features = context.Features().Select(row => Array.ConvertAll(row, value => (double)value)).ToArray();
            figures.AddRange(SourceFrom(context, features, "features", "the network's features", notes));
        }
        else
        {
            notes.Add("the network's features are not measured: no last layer with weights was found in its graph");
        }
        if (context.Images.All(image => image.ReadOriginal is null))
            notes.Add("the collections' own files are not at hand, so compression is left out; name their folder with --sources");
        return new AuditSection(
            4, "source_readability", "How well the source alone is readable",
            "Can the class be told from size, compression, noise and the gray values beside the lungs? Does the network keep the "
            + "collection in its features, also among images of one class?")
        {
            Figures = figures,
            Notes = notes,
        };
    }

    private static double[][] Traits(AuditContext context) => context.Once("traits", () =>
        context.Batches<double[]>("reading files", context.Images.Count, images =>
        [
            .. images.Select(i =>
            {
                var image = context.Images[i];
                return FileTraits.Of(
                    image.OriginalSize ?? new ImageSize(context.Side, context.Side), image.ReadOriginal?.Invoke(), context.PixelsOf(i),
                    context.Side, context.Lungs[i]);
            }),
        ]));

    private static IEnumerable<AuditFigure> ClassFromFile(AuditContext context, double[][] traits, List<string> notes)
    {
        var test = context.Test;
        var predicted = context.Once("class-from-file", () => GroupedFolds.Predict(
            [.. traits.Take(test.Count)], [.. test.Select(image => (int)image.Actual)], [.. test.Select(image => image.Group)],
            Findings.Count) ?? []);
        if (predicted.Length == 0)
        {
            notes.Add("the class cannot be learned from files: it takes five patients and two classes");
            yield break;
        }
        var (file, model) = (new Skill([.. test.Zip(predicted, (image, p) => image with { Probabilities = p })]), new Skill(test));
        var auc = file.AucFigure(
            "auc_class_from_file", $"{file.AucName}, class from the file alone",
            $"How well a linear model ranks the classes that sees no lungs, of patients that it did not learn from; the model under audit "
            + $"reaches {model.MeanAuc:0.0000}.");
        yield return auc with
        {
            IsAlarm = auc.Interval?.Low > 0.5 && auc.Value >= model.MeanAuc - Margin,
            AlarmIf = $"the interval lies above 0.5, and the value at most {Margin} below that of the model",
        };
        yield return file.AccuracyFigure(
            "accuracy_class_from_file", "accuracy, class from the file alone",
            $"The share of images that such a linear model gives their class; the model under audit reaches {model.Accuracy:0.0000}.");
    }

    // Over all images, and inside each class that two or more collections have.
    private static IEnumerable<AuditFigure> SourceFrom(
        AuditContext context, double[][] rows, string key, string what, List<string> notes)
    {
        var model = new Skill(context.Test).MeanAuc;
        var inside = false;
        foreach (var finding in Findings.All.Select(finding => (Finding?)finding).Prepend(null))
        {
            int[] chosen = [.. Enumerable.Range(0, context.Test.Count).Where(i => finding is null || context.Test[i].Actual == finding)];
            string[] sources =
            [
                .. chosen.GroupBy(i => context.Images[i].Source).Where(group => group.Count() >= FewestImages)
                    .Select(group => group.Key).Order(StringComparer.Ordinal),
            ];
            chosen = [.. chosen.Where(i => sources.Contains(context.Images[i].Source))];
            int[] labels = [.. chosen.Select(i => Array.IndexOf(sources, context.Images[i].Source))];
            string[] groups = [.. chosen.Select(i => context.Images[i].Group)];
            var name = finding?.Key() ?? "all";
            var predicted = sources.Length < 2 ? [] : context.Once($"source-from-{key}-{name}", () =>
                GroupedFolds.Predict([.. chosen.Select(i => rows[i])], labels, groups, sources.Length) ?? []);
            if (predicted.Length == 0)
                continue;
            inside |= finding is not null;
            var (auc, interval) = MeanAuc(predicted, labels, groups, sources.Length);
            yield return new(
                $"auc_source_from_{key}_{name}",
                $"AUC, collection from {what}{(finding is null ? "" : $", {finding.Value.Name()} only")}",
                auc, interval, chosen.Length,
                $"How well a linear model tells the {sources.Length} collections {string.Join(", ", sources)} apart"
                + (finding is null ? "" : $" among images of {finding.Value.Name()}") + "; 0.5 is chance, 1 is always.")
            {
                IsAlarm = key == "features" && finding is not null && interval?.Low > 0.5 && auc >= model,
                AlarmIf = key == "features" && finding is not null
                    ? "the collection is told inside a class as well as the model tells the classes" : null,
            };
        }
        if (!inside)
            notes.Add($"no class has {FewestImages} images of each of two collections, so inside a class nothing is probed of {what}");
    }

    private static (double Auc, Interval? Interval) MeanAuc(double[][] predicted, int[] labels, string[] groups, int classes)
    {
        RocCurve[] curves =
        [
            .. Enumerable.Range(0, classes).Select(
                k => new RocCurve([.. predicted.Select(p => p[k])], [.. labels.Select(label => label == k)])),
        ];
        return (
            curves.Average(curve => curve.Auc),
            new GroupBootstrap(groups).Of(copies => curves.Average(curve => curve.ResampledAuc(copies))));
    }
}
