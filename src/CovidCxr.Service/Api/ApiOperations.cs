namespace CovidCxr.Service.Api;

/// <summary>What the OpenAPI document says of an operation beyond its path.</summary>
/// <param name="Summary">What it does.</param>
/// <param name="Answer">The media type of its answer; null for none.</param>
internal sealed record ApiOperation(string Summary, string? Answer = "application/json")
{
    /// <summary>The status code of its answer.</summary>
    public string Status { get; init; } = "200";

    /// <summary>The parameters of its query, each with what it means.</summary>
    public IReadOnlyList<(string Name, string Description)> Query { get; init; } = [];

    /// <summary>Whether it takes files.</summary>
    public bool TakesFiles { get; init; }

    /// <summary>Whether it takes an object.</summary>
    public bool TakesJson { get; init; }
}

/// <summary>The operations by their names; docs/service-api.md has the answers with examples.</summary>
internal static class ApiOperations
{
    private const string Png = "image/png";

    private static readonly (string, string) Prevalence =
        ("prevalence", "The share of COVID-19, above 0 and below 1: adds probabilities and predictive values at it.");

    private static readonly (string, string) Side = ("side", "The most pixels on the longer side.");

    private static readonly (string, string)[] Filters =
    [
        ("from", "Made then or later, a time."),
        ("to", "Made before, a time."),
        ("class", "covid19, normal or pneumonia."),
        ("refer", "true or false."),
        ("verdict", "agree, disagree, other-class, any or none."),
        ("batch", "The id of a batch."),
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyDictionary<string, ApiOperation> All { get; } = new Dictionary<string, ApiOperation>
    {
        ["Predict"] = new("Predicts files and answers when all are done and kept.") { Query = [Prevalence], TakesFiles = true },
        ["SearchResults"] = new("Finds results, the latest first.")
        {
            Query = [.. Filters, ("after", "The id after which to go on."), ("limit", "The most results, 1 to 1000."), Prevalence],
        },
        ["GetResult"] = new("One result.") { Query = [Prevalence] },
        ["DeleteResult"] = new("Deletes a result, its feedback and its picture.", null) { Status = "204" },
        ["GetPicture"] = new("The file as it was uploaded.", "application/octet-stream"),
        ["GetImage"] = new("The picture at full size, gray as the network gets it.", Png),
        ["GetThumbnail"] = new("The picture, small.", Png) { Query = [Side] },
        ["GetHeatmap"] = new("What speaks for a class.", Png) { Query = [("style", "map or overlay."), Side] },
        ["GetLungs"] = new("What the model takes for lungs.", Png) { Query = [("style", "mask or overlay."), Side] },
        ["GetFeedback"] = new("What readers said of a result."),
        ["AddFeedback"] = new("Keeps what a reader says: verdict, and, at will, class and note.") { TakesJson = true, Status = "201" },
        ["ExportTable"] = new("Results with a class of a reader, a table of own labelled images.", "text/csv") { Query = Filters },
        ["ExportPictures"] = new("The same table with its pictures.", "application/zip") { Query = Filters },
        ["CreateBatch"] = new("Accepts files that are predicted later.") { TakesFiles = true, Status = "202" },
        ["ListBatches"] = new("The latest batches.") { Query = [("limit", "The most batches, 1 to 1000.")] },
        ["GetBatch"] = new("A batch and how far it is."),
        ["GetBatchResults"] = new("What is done of a batch.") { Query = [Prevalence] },
        ["CancelBatch"] = new("Cancels a batch; what was done stays."),
        ["GetService"] = new("Limits, sign-in and version."),
        ["GetModel"] = new("The model that answers: card, operating points, mix of classes."),
        ["GetModelCard"] = new("The written card of the shipped model, with its figures across collections.", "text/markdown"),
        ["GetDrift"] = new("How far the last images are from those that the model knows."),
    };
}
