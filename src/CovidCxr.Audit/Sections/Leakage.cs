using CovidCxr.Audit.Measuring;
using CovidCxr.Core.Audits;
using CovidCxr.Datasets;
using CovidCxr.Datasets.Duplicates;

namespace CovidCxr.Audit.Sections;

/// <summary>Patients and pictures that the model has learned from: figures on them are worth nothing.</summary>
internal sealed class Leakage : IAuditQuestion
{
    /// <summary>The section's key; an alarm in it has an exit code of its own.</summary>
    public const string Key = "leakage";

    private const int MostPictures = 8;

    /// <inheritdoc/>
    public AuditSection Ask(AuditContext context)
    {
        var section = new AuditSection(
            6, Key, "Leakage", "Are patients, pictures or near-copies of pictures of this audit among those that the model learned from?");
        if (context.Subject.Training is not { } training)
            return section with
            {
                Notes = ["not measured: the training images are not at hand; name their dataset with --trained-on"],
            };
        var trained = training.In(DatasetSplit.Train);
        var (groups, patients) = (trained.Select(image => image.Group).ToHashSet(), trained.Select(image => image.Patient).ToHashSet());
        var shared = context.Subject.Images.Dataset is null ? 0
            : context.Subject.Images.Test.Count(image => groups.Contains(image.Group) || patients.Contains(image.Group));
        var search = CopySearch.OfTraining(training);
        var copies = context.Once("copies", () => search.FindAll(
                context.Test.Count, i => Pixels(context, i, search.Side), context.Progress, context.Cancel)
            .Select(copy => copy is null ? null : new Copy(copy.Of.Path, copy.Correlation)).ToArray());
        int[] found = [.. Enumerable.Range(0, copies.Length).Where(i => copies[i] is not null)];
        return section with
        {
            Figures =
            [
                Count("shared_patients", "images of patients who were trained on", shared, context.Test.Count,
                    context.Subject.Images.Dataset is null
                        ? "A user's own images share no patient names with a dataset, so only copies can tell."
                        : "A patient in training and here lets the model recognise the patient."),
                Count("near_copies", "near-copies of training images", found.Length, context.Test.Count,
                    "Images whose details agree with a training image's, whatever their size, brightness and border (docs/duplicates.md)."),
            ],
            Tables = found.Length == 0 ? [] :
            [
                new("copies", "Near-copies", ["image", "training image", "agreement"],
                    [
                        .. found.Select(
                            i => (IReadOnlyList<object?>)[context.Images[i].Name, copies[i]!.Path, (double)copies[i]!.Correlation]),
                    ]),
            ],
            Pictures =
            [
                .. found.Take(MostPictures).Select(i => Gallery.Of(
                    context.Images[i], context.Gray(i), $"a near-copy of the training image {copies[i]!.Path}")),
            ],
            Notes = context.Model.Card is { } card && card.DatasetSha256 != training.Fingerprint
                ? [$"the model says that it was trained on another dataset than {training.Folder}; images of that one were not looked for"]
                : [],
        };
    }

    private static AuditFigure Count(string key, string name, int count, int images, string meaning) =>
        new(key, name, count, null, images, meaning) { IsAlarm = count > 0, AlarmIf = "there is one", IsCount = true };

    private static byte[] Pixels(AuditContext context, int index, int side) =>
        context.Decoders.ReadGray(context.Images[index].Read(), context.Images[index].Name, side, side);

    private sealed record Copy(string Path, float Correlation);
}
