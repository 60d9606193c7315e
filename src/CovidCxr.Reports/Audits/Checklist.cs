using CovidCxr.Core.Audits;
using static CovidCxr.Reports.Audits.ChecklistItem;

namespace CovidCxr.Reports.Audits;

/// <summary>A guideline's items, each with what an audit answers of it, so that a reviewer sees at once what was not done.</summary>
/// <param name="Key">Its anchor on the page.</param>
/// <param name="Title">Its name.</param>
/// <param name="Lead">Where it was published, and in whose words it stands here.</param>
/// <param name="Items">The items in the guideline's order.</param>
internal sealed record Checklist(string Key, string Title, string Lead, IReadOnlyList<ChecklistItem> Items)
{
    /// <summary>The checklists of an audit.</summary>
    public static IReadOnlyList<Checklist> Of(AuditResult audit) =>
    [
        new("claim", "CLAIM 2024",
            "Checklist for Artificial Intelligence in Medical Imaging, 2024 update (Tejani et al., Radiology: Artificial Intelligence "
            + "2024), its items in our own short words.",
            ClaimItems.Of(new Answers(audit))),
        new("tripod", "TRIPOD+AI",
            "Reporting of clinical prediction models that use regression or machine learning (Collins et al., BMJ 2024), its items in "
            + "our own short words.",
            TripodItems.Of(new Answers(audit))),
    ];
}

/// <summary>An item of a guideline.</summary>
/// <param name="Number">Its number in the guideline.</param>
/// <param name="Asks">What it asks for.</param>
/// <param name="State">How far it is answered.</param>
/// <param name="Where">Where the answer stands, or why there is none.</param>
/// <param name="Anchor">The section of the page; null if it stands elsewhere or nowhere.</param>
internal sealed record ChecklistItem(string Number, string Asks, ItemState State, string Where, string? Anchor = null)
{
    /// <summary>An item that a part of the page answers whatever was measured.</summary>
    public static ChecklistItem Here(string number, string asks, string where, string anchor, ItemState state = ItemState.Done) =>
        new(number, asks, state, where, anchor);

    /// <summary>An item that a document of the product answers.</summary>
    public static ChecklistItem Elsewhere(string number, string asks, string where) => new(number, asks, ItemState.Partly, where);

    /// <summary>An item that only a study's authors can answer.</summary>
    public static ChecklistItem Authors(string number, string asks, string why = "the study's text") =>
        new(number, asks, ItemState.ForTheAuthors, why);
}

/// <summary>How far an item is answered.</summary>
internal enum ItemState
{
    /// <summary>The audit answers it.</summary>
    Done,

    /// <summary>The product answers it elsewhere, or the audit in part.</summary>
    Partly,

    /// <summary>It could be measured and was not.</summary>
    NotDone,

    /// <summary>Only the authors of a study can answer it.</summary>
    ForTheAuthors,
}

/// <summary>Words for <see cref="ItemState"/>.</summary>
internal static class ItemStateWords
{
    /// <summary>As tables show it.</summary>
    public static string Words(this ItemState state) => state switch
    {
        ItemState.Done => "yes",
        ItemState.Partly => "in part",
        ItemState.NotDone => "no",
        _ => "for the authors",
    };
}

/// <summary>Answers items from what an audit holds.</summary>
/// <param name="audit">The audit.</param>
internal sealed class Answers(AuditResult audit)
{
    /// <summary>An item that a section answers if it measured anything.</summary>
    public ChecklistItem By(string number, string asks, string section)
    {
        var found = audit.Sections.First(s => s.Key == section);
        return found.IsMeasured
            ? new(number, asks, ItemState.Done, $"{found.Number}. {found.Title}", found.Key)
            : new(number, asks, ItemState.NotDone, found.Notes is [var why, ..] ? why : "not measured", found.Key);
    }

    /// <summary>The item about external data: collections that the model has never seen.</summary>
    public ChecklistItem External(string number, string asks)
    {
        var gap = audit.Sections.First(s => s.Key == "across_sources");
        return gap.Figures.Any(figure => figure.Key is "gap" or "recipe_gap")
            ? Here(number, asks, $"{gap.Number}. {gap.Title}", gap.Key)
            : Here(
                number, asks, gap.Notes is [var why, ..] ? why : "no collection is known to be new to the model", gap.Key,
                ItemState.NotDone);
    }

    /// <summary>The item about the training data: whether their dataset was at hand.</summary>
    public ChecklistItem TrainingData(string number, string asks) => audit.TrainingLicences.Count > 0
        ? Here(number, asks, "Licences of the training images; the dataset's datasheet", "licences", ItemState.Partly)
        : new(number, asks, ItemState.NotDone, "the training images are not at hand (--trained-on)");
}
