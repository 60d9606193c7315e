namespace CovidCxr.Datasets.Fetching;

/// <summary>What is remembered of a download between two runs.</summary>
/// <param name="Url">Where the bytes came from.</param>
/// <param name="Validator">The server's strong ETag or modification date, for If-Range; null where it gave none.</param>
/// <param name="Whole">True when the last byte has come.</param>
internal sealed record PartNote(string Url, string? Validator, bool Whole);
