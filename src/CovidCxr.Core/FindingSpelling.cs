namespace CovidCxr.Core;

/// <summary>
/// One spelling for findings that differ only in the case of letters and in blanks: one collection writes <c>No Finding</c>, another
/// <c>No finding</c>, and a table has one row for both.
/// </summary>
public sealed class FindingSpelling
{
    private readonly Dictionary<string, string> spellings;

    private FindingSpelling(Dictionary<string, string> spellings) => this.spellings = spellings;

    /// <summary>Takes the most frequent spelling of every finding, of equally frequent ones the first in ordinal order.</summary>
    /// <param name="findings">The findings as their sources write them, one for each image.</param>
    public static FindingSpelling Of(IEnumerable<string> findings) => new(
        findings.GroupBy(Key).ToDictionary(
            same => same.Key,
            same => same.CountBy(finding => finding)
                .OrderByDescending(spelling => spelling.Value)
                .ThenBy(spelling => spelling.Key, StringComparer.Ordinal)
                .First().Key));

    /// <summary>The spelling of a finding; the finding itself if it was not among those given.</summary>
    public string For(string finding) => spellings.GetValueOrDefault(Key(finding), finding);

    private static string Key(string finding) =>
        string.Join(' ', finding.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();
}
