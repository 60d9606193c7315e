using CovidCxr.Core.Audits;
using CovidCxr.Reports.Checklists;

namespace CovidCxr.Reports.Audits;

/// <summary>Answers the items of guidelines from what an audit holds.</summary>
/// <param name="audit">The audit.</param>
internal sealed class AuditAnswers(AuditResult audit) : IAnswers
{
    /// <inheritdoc/>
    public ChecklistItem By(string number, string asks, Topic topic)
    {
        var found = Section(topic);
        return found.IsMeasured
            ? new(number, asks, ItemState.Done, $"{found.Number}. {found.Title}", found.Key)
            : new(number, asks, ItemState.NotDone, found.Notes is [var why, ..] ? why : "not measured", found.Key);
    }

    /// <inheritdoc/>
    public ChecklistItem External(string number, string asks)
    {
        var gap = Section(Topic.Collections);
        return gap.Figures.Any(figure => figure.Key is "gap" or "recipe_gap")
            ? ChecklistItem.Here(number, asks, $"{gap.Number}. {gap.Title}", gap.Key)
            : ChecklistItem.Here(
                number, asks, gap.Notes is [var why, ..] ? why : "no collection is known to be new to the model", gap.Key,
                ItemState.NotDone);
    }

    /// <inheritdoc/>
    public ChecklistItem TrainingData(string number, string asks) => audit.TrainingLicences.Count > 0
        ? ChecklistItem.Here(number, asks, "Licences of the training images; the dataset's datasheet", "licences", ItemState.Partly)
        : new(number, asks, ItemState.NotDone, "the training images are not at hand (--trained-on)");

    private AuditSection Section(Topic topic)
    {
        var key = topic switch
        {
            Topic.Controls => "same_source_controls",
            Topic.Collections => "across_sources",
            Topic.Source => "source_readability",
            Topic.Robustness => "what_should_not_matter",
            Topic.Leakage => "leakage",
            Topic.Subgroups => "subgroups",
            Topic.Calibration => "calibration_and_decision",
            Topic.Explanations => "explanations",
            _ => "labels",
        };
        return audit.Sections.First(section => section.Key == key);
    }
}
