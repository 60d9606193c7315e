using System.Text.RegularExpressions;
using CovidCxr.Core;

namespace CovidCxr.Datasets.Sources;

/// <summary>
/// Reads the finding of an adult of a COVID-19 collection: COVID-19 if it says so, a control if it names something else or denies
/// COVID-19, and excluded if it leaves that open. It is read by its parts (<c>Pneumonia/Viral/COVID-19</c>) and their words.
/// </summary>
internal static partial class CovidFinding
{
    // Stands for every name of the disease and its virus.
    private const string Covid = "@";

    private static readonly HashSet<string> Unknown = ["", "todo", "unknown", "?", "-", "n/a", "na", "nan", "null", "tbd", "not available"];

    private static readonly HashSet<string> Tests = ["pcr", "rt", "test", "swab", "laboratory", "lab"];
    private static readonly HashSet<string> Proving = ["confirmed", "positive", "pos", "+"];

    // Beside COVID-19 these words leave it as certain as it is.
    private static readonly HashSet<string> Affirming =
    [
        Covid, "pneumonia", "pneumonitis", "pneumopathy", "ards", "infection", "disease", "virus", "viral", "lung", "respiratory",
        "patient",
        "case", "acute", "mild", "moderate", "severe", "critical", "early", "late", "typical", "bilateral", "unilateral", "with", "and",
        "for", "due", "to", "caused", "by", "associated", .. Tests, .. Proving,
    ];

    private static readonly HashSet<string> Denying = ["no", "not", "non", "negative", "neg", "without"];
    private static readonly HashSet<string> DenyingAtTheEnd = ["negative", "neg", "free"];

    // What is denied: the disease, or a test for it.
    private static readonly HashSet<string> Denied =
        [Covid, "pneumonia", "infection", "disease", "for", "of", "evidence", "sign", "signs", .. Tests];

    private static readonly HashSet<string> Doubtful =
    [
        .. Denying, "?", "suspected", "suspicion", "suspicious", "possible", "possibly", "probable", "probably", "likely", "unlikely",
        "presumed", "unconfirmed", "excluded", "rule", "ruled", "query", "versus", "vs", "pending", "recovered",
    ];

    /// <summary>The label of a finding.</summary>
    /// <param name="finding">The finding in the collection's own words.</param>
    public static Label LabelOf(string finding)
    {
        var text = Plain(finding);
        if (Unknown.Contains(text))
            return Label.Excluded(SkipReason.UnknownFinding);
        var parts = text.Split([',', '/', ';', '|'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var first = Array.FindIndex(parts, Mention().IsMatch);
        if (first < 0)
            return Label.Control(finding);
        var answers = parts.Where(part => Mention().IsMatch(part)).Select(part => HasCovid(Words(part))).Distinct().ToList();
        return answers switch
        {
            [true] when !IsDoubted(parts, first) => Label.Of(Finding.Covid19),
            [false] => Label.Control(finding),
            _ => Label.Excluded(SkipReason.UnclearFinding),
        };
    }

    // Whether a part affirms COVID-19 or denies it; null if it does neither, or not clearly.
    private static bool? HasCovid(List<string> words)
    {
        var at = words.IndexOf(Covid);
        if (at < 0)
            return null;
        // A test without its result says nothing.
        if (words.All(Affirming.Contains))
            return words.Any(Tests.Contains) && !words.Any(Proving.Contains) ? null : true;
        var before = words[..at];
        var denied = before.Any(Denying.Contains)
            ? before.Count(Denying.Contains) == 1 && words.Skip(at).All(Denied.Contains)
            : DenyingAtTheEnd.Contains(words[^1]) && words.Skip(at).SkipLast(1).All(Denied.Contains);
        return denied && before.All(word => Denying.Contains(word) || Denied.Contains(word)) ? false : null;
    }

    // "COVID-19, suspected" and "negative for influenza, COVID-19" doubt COVID-19; "COVID-19, no effusion" does not.
    private static bool IsDoubted(string[] parts, int covid) => parts.Index().Any(part =>
        !Mention().IsMatch(part.Item) && Words(part.Item) is var words
        && (part.Index < covid ? words.Any(Doubtful.Contains) : words.All(word => Doubtful.Contains(word) || Affirming.Contains(word)
            || Denied.Contains(word)) && words.Any(Doubtful.Contains)));

    private static List<string> Words(string part)
    {
        var signs = part.Replace("(-)", " negative ").Replace("(+)", " positive ");
        return [.. Word().Matches(Named().Replace(signs, Covid)).Select(word => word.Value)];
    }

    // Lower case, every dash a minus, every blank and underscore one blank.
    private static string Plain(string finding) =>
        Blanks().Replace(Dashes().Replace(finding.ToLowerInvariant(), "-"), " ").Trim();

    [GeneratedRegex(@"[\u2010-\u2015\u2212]")]
    private static partial Regex Dashes();

    [GeneratedRegex(@"[\s_]+")]
    private static partial Regex Blanks();

    // Letters and digits together, and signs other than brackets and the minus inside a word.
    [GeneratedRegex(@"[\p{L}\p{N}]+|-(?![\p{L}\p{N}@])|[^\s\p{L}\p{N}()\[\]{}.:'""-]")]
    private static partial Regex Word();

    // What may speak of COVID-19, misspelt too. SARS, MERS and the virus SARS-CoV of 2003 are other diseases.
    [GeneratedRegex(@"covid|corona ?virus|n-?cov\b|cov[ -]?2\b|\bsars[ -]?2\b|\bc\w{0,5}d[ -]?(20)?19\b")]
    private static partial Regex Mention();

    [GeneratedRegex(
        @"\b(covid([ -]?(20)?19)?|(novel|new) corona ?virus|corona ?virus disease[ -]2019"
        + @"|(2019[ -]?)?n-?cov([ -]?2019)?|sars[ -]?cov[ -]?2)\b")]
    private static partial Regex Named();
}
