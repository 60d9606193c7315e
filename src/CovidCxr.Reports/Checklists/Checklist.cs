using CovidCxr.Reports.Tables;

namespace CovidCxr.Reports.Checklists;

/// <summary>A guideline's items, each with what a report answers of it, so that a reviewer sees at once what was not done.</summary>
/// <param name="Key">Its anchor on the page.</param>
/// <param name="Title">Its name.</param>
/// <param name="Lead">Where it was published, and in whose words it stands here.</param>
/// <param name="Items">The items in the guideline's order.</param>
internal sealed record Checklist(string Key, string Title, string Lead, IReadOnlyList<ChecklistItem> Items)
{
    /// <summary>The checklists of a report.</summary>
    /// <param name="answers">What the report answers.</param>
    public static IReadOnlyList<Checklist> Of(IAnswers answers) =>
    [
        new("claim", "CLAIM 2024",
            "Checklist for Artificial Intelligence in Medical Imaging, 2024 update (Tejani et al., Radiology: Artificial Intelligence "
            + "2024), its items in our own short words.",
            ClaimItems.Of(answers)),
        new("tripod", "TRIPOD+AI",
            "Reporting of clinical prediction models that use regression or machine learning (Collins et al., BMJ 2024), its items in "
            + "our own short words.",
            TripodItems.Of(answers)),
    ];

    /// <summary>Writes checklists as one CSV table, <c>checklist.csv</c>.</summary>
    public static byte[] ToCsv(IEnumerable<Checklist> checklists)
    {
        var table = new CsvText("checklist", "item", "asks_for", "answered", "where");
        foreach (var checklist in checklists)
            foreach (var item in checklist.Items)
                table.Row(checklist.Title, item.Number, item.Asks, item.State.Words(), item.Where);
        return table.ToBytes();
    }
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
    /// <summary>The report answers it.</summary>
    Done,

    /// <summary>The product answers it elsewhere, or the report in part.</summary>
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
