using System.Net;
using CovidCxr.Core.Metrics;

namespace CovidCxr.Reports.Html;

/// <summary>Formats values on the page. All text from outside must pass <see cref="Escape"/>.</summary>
internal static class HtmlText
{
    /// <summary>The sign for a cell without a meaning.</summary>
    public const string None = "–";

    /// <summary>The words for a value that this run cannot have, for example a recall of a class without images.</summary>
    public const string NotDefined = "not defined";

    /// <summary>Escapes text so that it is not read as HTML.</summary>
    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    /// <summary>Text whose name of a class does not break at its hyphen in a narrow column.</summary>
    public static string KeepWhole(string text) => Escape(text).Replace("COVID-19", "<span class=\"whole\">COVID-19</span>");

    /// <summary>A sentence in a table's cell, in small print of a few words a line.</summary>
    public static string Words(string text) => $"<span class=\"words\">{KeepWhole(text)}</span>";

    /// <summary>A number with four digits behind the point, as in the paper.</summary>
    public static string Number(double? value) => value is { } v && double.IsFinite(v) ? v.ToString("0.0000") : NotDefined;

    /// <summary>A share as a percentage with one digit behind the point.</summary>
    public static string Percent(double? share) => share is { } v && double.IsFinite(v) ? $"{100 * v:0.0} %" : NotDefined;

    /// <summary>Both ends of an interval.</summary>
    public static string Range(Interval? interval) => interval is { } i ? $"{i.Low:0.0000} to {i.High:0.0000}" : NotDefined;

    /// <summary>A number with its interval, if it has one, below it in small print.</summary>
    public static string WithRange(double? value, Interval? interval) =>
        interval is null ? Number(value) : $"{Number(value)}<small>{Range(interval)}</small>";
}
