using CovidCxr.Audit.Measuring;
using CovidCxr.Audit.Sections;
using CovidCxr.Core;
using CovidCxr.Core.Audits;
using CovidCxr.Datasets;

namespace CovidCxr.Audit.Auditing;

/// <summary>Asks all questions about a model.</summary>
public static class ModelAudit
{
    // In the order of the report.
    private static readonly IReadOnlyList<IAuditQuestion> Questions =
    [
        new SameSourceControls(), new AcrossSources(), new WithoutLungs(), new SourceReadability(), new WhatShouldNotMatter(),
        new Leakage(), new Subgroups(), new CalibrationAndDecision(), new Explanations(), new Labels(),
    ];

    /// <summary>Whether an audit found that images were trained on.</summary>
    public static bool HasLeakage(AuditResult audit) => audit.Alarms.Any(section => section.Key == Leakage.Key);

    /// <summary>Audits a model.</summary>
    /// <param name="subject">What is audited, and with what.</param>
    /// <param name="data">The images, as <c>--data</c> named them.</param>
    /// <param name="command">The command as typed.</param>
    /// <param name="work">Keeps what was computed.</param>
    /// <param name="progress">Reports images, from several threads; may be null.</param>
    /// <param name="cancel">Stops between two images; what was computed is kept.</param>
    /// <exception cref="InputException">An image cannot be read, or the work cannot be kept.</exception>
    public static AuditResult Run(
        AuditSubject subject, string data, string command, AuditWork work, IProgress<WorkProgress>? progress, CancellationToken cancel)
    {
        var context = new AuditContext(subject, work, progress, cancel);
        var sections = new List<AuditSection>();
        foreach (var question in Questions)
        {
            cancel.ThrowIfCancellationRequested();
            sections.Add(question.Ask(context));
        }
        var skill = new Skill(context.Test);
        return new AuditResult
        {
            Model = subject.Model.Classifier.Model,
            Data = data,
            DataSha256 = subject.Images.Sha256,
            Split = subject.Images.Split?.Folder(),
            Command = command,
            Version = ProductVersion.Number,
            Processor = ProcessorName.Read(),
            Date = DateOnly.FromDateTime(DateTime.UtcNow),
            Images = context.Test.Count,
            Groups = skill.Bootstrap.Groups,
            Controls = context.Controls.Count,
            Headline =
            [
                skill.AccuracyFigure("accuracy", "accuracy", "The share of images that get their class; it says nothing about why."),
                skill.AucFigure("auc", skill.AucName, "How well the classes are ranked; 0.5 is chance."),
                .. sections[0].Figures,
            ],
            Sections = sections,
            TrainingLicences = Licences(subject.Training),
            Notes = [.. subject.Images.Notes, .. Missing(context)],
        };
    }

    private static IEnumerable<string> Missing(AuditContext context) =>
        Findings.All.Where(finding => context.Test.All(image => image.Actual != finding))
            .Select(finding => $"no image is {finding.Name()}; figures about it are not defined");

    private static IReadOnlyDictionary<string, int> Licences(Dataset? training) => training is null
        ? new Dictionary<string, int>()
        : new SortedDictionary<string, int>(
            training.In(DatasetSplit.Train).GroupBy(image => image.Licence.Length == 0 ? "not said" : image.Licence)
                .ToDictionary(group => group.Key, group => group.Count()),
            StringComparer.Ordinal);
}
