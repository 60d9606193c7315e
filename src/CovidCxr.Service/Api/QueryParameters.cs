using System.Globalization;
using CovidCxr.Core;
using CovidCxr.Service.Store;
using Microsoft.AspNetCore.Http;

namespace CovidCxr.Service.Api;

/// <summary>Reads the parameters of a query; one that is not understood is a problem, never passed over.</summary>
/// <param name="query">The query.</param>
internal sealed class QueryParameters(IQueryCollection query)
{
    private const int LargestPage = 1000, UsualPage = 100;

    /// <summary>The query of results: times, class, refer, verdict, batch, place and number.</summary>
    /// <exception cref="ProblemException">One is not understood.</exception>
    public ResultQuery Results() => new()
    {
        From = Time("from"),
        To = Time("to"),
        Class = Text("class") is { } finding ? FindingKeys.Read("class", finding).Key() : null,
        Refer = Text("refer") switch
        {
            null => null,
            "true" => true,
            "false" => false,
            var other => throw ProblemException.Parameter("refer", other, "give true or false"),
        },
        Verdict = Choice("verdict", [.. Verdicts.All.Except([Verdicts.Note]), ResultQuery.AnyVerdict, ResultQuery.NoVerdict]),
        BatchId = Text("batch"),
        After = Text("after"),
        Limit = Number("limit", 1, LargestPage) ?? UsualPage,
    };

    /// <summary>The share of COVID-19; null if it is not given.</summary>
    /// <exception cref="ProblemException">It is no number above 0 and below 1.</exception>
    public double? Prevalence() => Text("prevalence") is not { } text ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var share) && share is > 0 and < 1 ? share
        : throw ProblemException.Parameter("prevalence", text, "give a number above 0 and below 1");

    /// <summary>One of some words; null if it is not given.</summary>
    /// <exception cref="ProblemException">It is another word.</exception>
    public string? Choice(string name, IReadOnlyList<string> words) => Text(name) is not { } text ? null
        : words.Contains(text) ? text : throw ProblemException.Parameter(name, text, $"give {string.Join(", ", words)}");

    /// <summary>A whole number; null if it is not given.</summary>
    /// <exception cref="ProblemException">It is out of its range.</exception>
    public int? Number(string name, int least, int most) => Text(name) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
        : throw ProblemException.Parameter(name, text, $"give {least} to {most}");

    private DateTime? Time(string name) => Text(name) is not { } text ? null
        : DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal,
            out var time)
            ? time
            : throw ProblemException.Parameter(name, text, "give a time such as 2026-11-26T08:00:00Z");

    private string? Text(string name) => query[name].ToString() is { Length: > 0 } text ? text : null;
}
