using System.Globalization;

namespace CovidCxr.Core.ModelCards;

/// <summary>
/// Warns of a model that has learned to tell adults from children: what it does to adults without COVID-19, by the card's own figures.
/// </summary>
public static class AdultsWarning
{
    /// <summary>The text for a model of which that was not measured.</summary>
    public const string NotMeasured = "was not measured on adults without COVID-19";

    /// <summary>The share of adults without COVID-19 that may be called COVID-19 before every result carries the warning.</summary>
    public const double Limit = 0.1;

    /// <summary>Words the warning.</summary>
    /// <param name="card">The model's card; its scores <c>controls.images</c> and <c>controls.called_covid19</c> count.</param>
    /// <returns>Half a sentence without a full stop; null if the measured share is at most <see cref="Limit"/>.</returns>
    public static string? Of(ModelCard card)
    {
        if (!card.Scores.TryGetValue("controls.called_covid19", out var share)
            || !card.Scores.TryGetValue("controls.images", out var images))
            return NotMeasured;
        return share <= Limit ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"finds COVID-19 in {Math.Round(share * images)} of {images} adults who do not have it");
    }
}
