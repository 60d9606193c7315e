using CovidCxr.Core;

namespace CovidCxr.Datasets.Sources;

/// <summary>The label that a radiologist gave a picture, in the words of the RSNA challenge or of this product.</summary>
internal static class RadiologistReading
{
    /// <summary>The label of a reading.</summary>
    /// <param name="reading">
    /// A class's name; <c>Lung Opacity</c>, by which the challenge means signs of pneumonia; another finding, which makes a control;
    /// or blank.
    /// </param>
    public static Label LabelOf(string reading) => reading.Trim().Replace('_', ' ').ToUpperInvariant() switch
    {
        "" => Label.Excluded(SkipReason.UnknownFinding),
        "NORMAL" or "NO FINDING" => Label.Of(Finding.Normal),
        "LUNG OPACITY" or "PNEUMONIA" or "VIRAL PNEUMONIA" or "BACTERIAL PNEUMONIA" => Label.Of(Finding.Pneumonia),
        _ => CovidFinding.LabelOf(reading),
    };
}
