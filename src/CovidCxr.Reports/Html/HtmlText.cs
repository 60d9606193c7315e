using System.Net;
using CovidCxr.Core.Metrics;

namespace CovidCxr.Reports.Html;

/// <summary>How values are written on the page. Everything that comes from outside passes <see cref="Escape"/>.</summary>
internal static class HtmlText
{
    /// <summary>What stands for a figure that is not there.</summary>
    public const string None = "–";

    /// <summary>Text that may hold anything, made harmless.</summary>
    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    /// <summary>Four digits behind the point, as the paper prints its figures.</summary>
    public static string Number(double? value) => value is { } v && double.IsFinite(v) ? v.ToString("0.0000") : None;

    /// <summary>A share as a percentage with one digit.</summary>
    public static string Percent(double? share) => share is { } v && double.IsFinite(v) ? $"{100 * v:0.0} %" : None;

    /// <summary>Both ends of an interval.</summary>
    public static string Range(Interval? interval) => interval is { } i ? $"{i.Low:0.0000} to {i.High:0.0000}" : None;

    /// <summary>A number with its interval below it in small print; the number alone where there is no interval.</summary>
    public static string WithRange(double? value, Interval? interval) =>
        interval is null ? Number(value) : $"{Number(value)}<small>{Range(interval)}</small>";
}
