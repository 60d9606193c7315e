using System.Globalization;
using System.Text.RegularExpressions;

namespace CovidCxr.Core.ModelCards;

/// <summary>The ages that a model has learned from, by its card's counts (<see cref="TrainedOn.Ages"/>).</summary>
public static partial class TrainingAges
{
    /// <summary>The share of the images of known age that a band needs to count as learned: 1 in 50.</summary>
    /// <remarks>The shipped model's card has 86 images, 1.4 %, of ages 6 to 17, which its intended use leaves out.</remarks>
    public const double SmallestShare = 0.02;

    /// <summary>Whether an age lies in a band that the model has learned from; true if no age is counted.</summary>
    /// <param name="ages">Images by band, as the card counts them.</param>
    /// <param name="years">The age in years.</param>
    public static bool Cover(IReadOnlyDictionary<string, int> ages, double years)
    {
        var bands = ages
            .Select(band => (Match: Band().Match(band.Key), band.Value))
            .Where(band => band.Match.Success)
            .Select(band => (
                From: Years(band.Match, "from"),
                To: band.Match.Groups["to"].Success ? Years(band.Match, "to") : int.MaxValue,
                band.Value))
            .ToList();
        var total = bands.Sum(band => (double)band.Value);
        // A person of 5 years and 11 months is 5.
        var whole = Math.Floor(years);
        return total == 0 || bands.Any(band => whole >= band.From && whole <= band.To && band.Value >= SmallestShare * total);
    }

    private static int Years(Match band, string group) => int.Parse(band.Groups[group].Value, CultureInfo.InvariantCulture);

    // 18-39, and 65 and over
    [GeneratedRegex("^(?<from>[0-9]{1,3})(-(?<to>[0-9]{1,3})| and over)$")]
    private static partial Regex Band();
}
